/** Alerts as the systems send them, and groups of them as the app shows them, on the guide's day. */
import type { AlertGroup } from '../../shared/alerts/alert.ts';
export interface SentAlert {
    readonly labels: Record<string, string>;
    readonly startsAt: string;
    readonly endsAt?: string;
    readonly summary?: string;
    readonly fingerprint?: string;
}
/** One alert of Alertmanager's API v2, as 0.25 writes it: what fires has an end that is still to come. */
export declare function apiAlert({ labels, startsAt, endsAt, summary, fingerprint }: SentAlert): Record<string, unknown>;
/** A webhook's body, version 4. */
export declare function webhook(alerts: readonly SentAlert[], more?: Record<string, unknown>): Record<string, unknown>;
/** Three alerts of one name on one service: what the guide's incident began with. */
export declare const ERROR_RATE: AlertGroup;
