/** Times, stamps and facts as short as a test wants them: all on the guide's day, 2025-02-01, in UTC. */
import { type Actor, type Fact, type When } from '../../shared/facts/fact.ts';
export declare const ANA: Actor;
/** `utc('14:18')` on the guide's day, `utc('02-03 14:00')` on another; seconds may follow. */
export declare function utc(clock: string): string;
/** A moment that a person named. */
export declare function at(clock: string, precision?: When['precision']): When;
/** The n-th stamp: one a second from 14:00 on. Stamps of another writer differ, and sort beside it. */
export declare function stamp(n: number, writer?: string): string;
/** A stamp of a laptop whose clock is set to 2099. */
export declare function futureStamp(n: number): string;
/** A fact by the n-th stamp (or an id), at the time of that stamp unless `extra` says otherwise. */
export declare function fact(id: number | string, type: string, data?: Record<string, unknown>, extra?: Partial<Fact>): Fact;
export declare const note: (id: number | string, text: string, extra?: Partial<Fact>) => Fact;
export declare const strike: (id: number | string, target: string) => Fact;
export declare const amendment: (id: number | string, target: string, change: Record<string, unknown>) => Fact;
export declare const redaction: (id: number | string, ...targets: string[]) => Fact;
