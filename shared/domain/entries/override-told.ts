import type { Overriding } from '#domain/member/commands.ts';
import { type Refusal, refuse } from '#domain/member/decision.ts';
import type { Override } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** An override by the names of today, as an operator tells it. */
export interface ToldOverride extends Omit<Overriding, 'kind' | 'override'> {
  /** `null`: what is there is taken off. */
  readonly override: {
    readonly mode: Override['mode'];
    /** Of a `freeze` it is not told. */
    readonly status: string | null;
    readonly until: EpochMs | null;
  } | null;
}

/** An override by the names that last; refused is what the program in force does not know, and what cannot be meant. */
export function overrideTold({ program, now }: Moment, told: ToldOverride): Overriding | Refusal {
  const system = program.systems.find(({ alias }) => alias === told.system);
  if (system === undefined)
    return refuse('unknown-system', `The program has no status system ${told.system}.`, null);
  const named = { ...told, kind: 'override' as const, system: system.name };
  if (told.override === null) return { ...named, override: null };
  const { mode, status, until } = told.override;
  const known = system.statuses.find(({ alias }) => alias === status);
  if (status !== null && known === undefined) {
    const names = system.statuses.map(({ alias }) => alias).join(', ');
    return refuse('unknown-status', `${system.title} has no status ${status}, but ${names}.`, '/status');
  }
  if (mode === 'floor' && known === undefined)
    return refuse('override-impossible', 'No status is below none: a floor names a status.', '/status');
  if (until !== null && until <= now)
    return refuse('override-impossible', 'It would have ended already.', '/until');
  return { ...named, override: { mode, status: known?.name ?? null, until } };
}
