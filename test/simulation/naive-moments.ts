import { heldOn } from './naive-override.ts';
import { type Standing, shownIn } from './naive-standing.ts';

type Told = (found: Standing, after: Standing, at: number, finalAt: number) => void;

/** What one moment makes of a standing is one change, however many steps it takes (D93). */
export class Moments {
  readonly #told: Told;
  #last: {
    readonly at: number;
    readonly found: Standing;
    readonly after: Standing;
    readonly finalAt: number | null;
  } | null = null;

  constructor(told: Told) {
    this.#told = told;
  }

  step(before: Standing, made: Standing, at: number, finalAt: number): Standing {
    if (this.#last?.at !== at) this.end();
    const found = this.#last?.found ?? before;
    const settled = this.#last?.finalAt ?? null;
    const after = heldOn(found, made);
    const isChanged = shownIn(before) !== shownIn(made);
    this.#last = { at, found, after, finalAt: isChanged ? Math.max(settled ?? finalAt, finalAt) : settled };
    return after;
  }

  end(): void {
    const last = this.#last;
    this.#last = null;
    if (last !== null && last.finalAt !== null) this.#told(last.found, last.after, last.at, last.finalAt);
  }
}
