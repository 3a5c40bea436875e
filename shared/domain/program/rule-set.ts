import { weekdayOf } from '#domain/time/weekday.ts';
import type {
  CompiledProgram,
  CompiledRule,
  IndexValue,
  RuleDimension,
  RuleSet,
  RulesOn,
} from './compiled.ts';
import type { ReceiptContext } from './situation.ts';

export const STORE = 'store';
export const WEEKDAY = 'weekday';
export const CURRENCY = 'currency';
const STATUS = 'status.';
const ATTRIBUTE = 'attribute.';

/** The dimension of a system's statuses. */
export const statusDimension = (system: string): string => `${STATUS}${system}`;

/** The dimension of an attribute of the member. */
export const attributeDimension = (name: string): string => `${ATTRIBUTE}${name}`;

const NO_RULES: RulesOn = { benefits: ruleSet([]), moves: ruleSet([]) };

/** The rules that are looked at on a command: those whose `on` names it. */
export const rulesOn = (program: CompiledProgram, command: string): RulesOn =>
  program.rulesOn.get(command) ?? NO_RULES;

/** Orders rules by priority, equal ones as they stand in the file (D23), and builds their index. */
export function ruleSet(inFileOrder: readonly CompiledRule[]): RuleSet {
  const rules = [...inFileOrder].sort((one, other) => one.priority - other.priority);
  const names = new Set(rules.flatMap(({ keys }) => [...keys.keys()]));
  return { rules, dimensions: [...names].map((name) => dimensionOf(name, rules)) };
}

function dimensionOf(name: string, rules: readonly CompiledRule[]): RuleDimension {
  const words = Math.ceil(rules.length / 32);
  const others = new Int32Array(words);
  const byValue = new Map<IndexValue, Int32Array>();
  for (const { keys } of rules) {
    for (const value of keys.get(name) ?? [])
      if (!byValue.has(value)) byValue.set(value, new Int32Array(words));
  }
  for (const [at, { keys }] of rules.entries()) {
    const wanted = keys.get(name);
    if (wanted === undefined) {
      setBit(others, at);
      for (const bits of byValue.values()) setBit(bits, at);
    } else {
      for (const value of wanted) {
        const bits = byValue.get(value);
        if (bits !== undefined) setBit(bits, at);
      }
    }
  }
  return { valueIn: readerOf(name), byValue, others };
}

function setBit(bits: Int32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** A walk over rules that may run, in order; `next` is `null` when there are no more. */
interface RuleWalk {
  next(): CompiledRule | null;
  /** The member has changed: look the rest up again. */
  refresh(receipt: ReceiptContext): void;
}

/** Starts a walk for a receipt. What it finds accepts the receipt's store, currency and statuses; the rest is the rule's. */
export function walkRules(set: RuleSet, receipt: ReceiptContext): RuleWalk {
  let bits = candidates(set, receipt);
  let at = 0;
  return {
    next() {
      while (at < set.rules.length) {
        const rest = (bits[at >>> 5] ?? 0) >>> (at & 31);
        if (rest === 0) {
          at = ((at >>> 5) + 1) << 5;
          continue;
        }
        // The lowest bit that is left.
        at += 31 - Math.clz32(rest & -rest);
        const rule = set.rules[at];
        at += 1;
        return rule ?? null;
      }
      return null;
    },
    refresh(changed) {
      bits = candidates(set, changed);
    },
  };
}

function candidates({ rules, dimensions }: RuleSet, receipt: ReceiptContext): Int32Array {
  const bits = new Int32Array(Math.ceil(rules.length / 32)).fill(-1);
  for (const { valueIn, byValue, others } of dimensions) {
    const accepted = byValue.get(valueIn(receipt)) ?? others;
    for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] ?? 0) & (accepted[word] ?? 0);
  }
  return bits;
}

/** How a dimension's value is read of a receipt; `null` where the member has none. */
function readerOf(dimension: string): (receipt: ReceiptContext) => IndexValue {
  if (dimension === STORE) return ({ storeId }) => storeId;
  if (dimension === CURRENCY) return ({ currency }) => currency;
  if (dimension === WEEKDAY) return ({ day }) => weekdayOf(day);
  if (dimension.startsWith(ATTRIBUTE)) {
    const name = dimension.slice(ATTRIBUTE.length);
    return ({ attributes }) => attributes.get(name) ?? null;
  }
  const system = dimension.slice(STATUS.length);
  return ({ held }) => held.get(system) ?? null;
}
