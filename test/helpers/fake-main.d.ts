import { type Alerts, type AttachmentState, type BackupStatus, type Fault, type Finding, type KnowngoodApi, type Pushes, type Replies, type RequestName, type Settings } from '../../shared/api.ts';
import type { Actor, Fact } from '../../shared/facts/fact.ts';
import { type CommandInput } from '../../shared/incident/commands.ts';
import { type FoldedIncident } from '../../shared/incident/evolve.ts';
export interface FakeMainOptions {
    /** who sits here; null shows the first run */
    person?: Settings['person'];
    theme?: Settings['theme'];
    /** the wall clock, ms UTC; without one, a clock that moves a second with every command */
    now?: () => number;
    systemZone?: string;
}
export interface FakeMain extends KnowngoodApi {
    /** what the window asked, in order */
    readonly asked: readonly {
        readonly name: RequestName;
        readonly input: unknown;
    }[];
    push<P extends keyof Pushes>(name: P, push: Pushes[P]): void;
    /** Carries out a command as the command line would: the window hears of it by push alone. @param by somebody else @returns the incident's id */
    elsewhere(incident: string | null, command: CommandInput, by?: Actor): string;
    /** what the window gave to be kept of its entry lines */
    drafts(): Readonly<Record<string, string>>;
    /** Puts facts on disk that the window has not asked for. */
    arrive(incident: string, facts: readonly Fact[]): void;
    folded(incident: string): FoldedIncident;
    /** how the files of these hashes stand; the others are there */
    readonly fileStates: Map<string, AttachmentState>;
    /** While set, every command answers with it, and the window is told. */
    fail(fault: Fault | null): void;
    /** what main answers, as the test says */
    readonly answers: {
        search: Replies['search'];
        importBundle: Replies['importBundle'];
        findBackups: Replies['findBackups'];
        restoreBackup: Replies['restoreBackup'];
        openAlertFile: Replies['openAlertFile'];
        checkAlertmanager: Replies['checkAlertmanager'];
    };
    setBackup(change: Partial<BackupStatus>): void;
    /** what main says of alerts from now on */
    setAlerts(change: Partial<Alerts>): void;
    find(incident: string, findings: readonly Finding[]): void;
}
export declare function createFakeMain({ person, theme, now, systemZone }?: FakeMainOptions): FakeMain;
