import type { Figure } from '../figures.ts';
import { laurelRules } from '../laurel-engine.ts';
import { peers } from '../peers/peer-engines.ts';
import {
  type Answering,
  bitIndex,
  flatAnswer,
  plainClosures,
  sharedSums,
  wholeAnswer,
} from '../references.ts';
import { bestOf, type Runner } from '../rounds.ts';
import { type BenchReceipt, type BenchRule, oracle, receiptsOf, rulesOf } from '../rules-workload.ts';

const COUNTS = [10, 100, 1000] as const;
const RECEIPTS = 200;

/** Microseconds a receipt: engine → number of rules → time. */
export type RuleTimes = ReadonlyMap<string, ReadonlyMap<number, number>>;

type Engine = (rules: readonly BenchRule[]) => (receipt: BenchReceipt) => unknown;

const closures = (answering: Answering, name: string): Record<string, Engine> => ({
  [`index${name}`]: (rules) => bitIndex(rules, answering),
  [`shared sums${name}`]: (rules) => sharedSums(rules, answering),
  [`no sharing${name}`]: (rules) => plainClosures(rules, answering),
});

const engines: Readonly<Record<string, Engine>> = {
  laurel: (rules) => laurelRules(rules),
  'laurel without reasons': (rules) => laurelRules(rules, false),
  ...closures(wholeAnswer, ', whole answer'),
  ...closures(flatAnswer, ', flat answer'),
  ...peers,
};

/**
 * Budgets 1–3. Closures are measured twice: with the flat answer that peers give, and with the whole answer that Laurel
 * gives (the discount on every line, why of every rule), which is the semantics the budgets ask to compare with.
 */
export async function rulesSection(
  say: (text: string) => void,
): Promise<{ readonly figures: readonly Figure[]; readonly times: RuleTimes }> {
  const times = new Map<string, Map<number, number>>(Object.keys(engines).map((name) => [name, new Map()]));
  const receipts = receiptsOf(RECEIPTS);
  for (const count of COUNTS) {
    say(`rules: ${count} of them, ${Object.keys(engines).length} engines, each checked against the oracle`);
    const rules = rulesOf(count);
    const runners: Record<string, Runner> = {};
    for (const [name, engine] of Object.entries(engines)) {
      const run = engine(rules);
      await checkAgainstOracle(name, run, rules, receipts.slice(0, count === 1000 ? 20 : 60));
      runners[name] = (index) => run(receipts[index % RECEIPTS] as BenchReceipt);
    }
    for (const [name, micros] of Object.entries(await bestOf(runners))) times.get(name)?.set(count, micros);
  }
  return { figures: figuresOf(times), times };
}

async function checkAgainstOracle(
  name: string,
  run: (receipt: BenchReceipt) => unknown,
  rules: readonly BenchRule[],
  receipts: readonly BenchReceipt[],
): Promise<void> {
  for (const receipt of receipts) {
    const { percent, matched } = (await run(receipt)) as { percent: number; matched: number };
    const right = oracle(rules, receipt);
    if (percent !== right.percent || matched !== right.matched)
      throw new Error(
        `${name} answers ${percent} % of ${matched}; right is ${right.percent} of ${right.matched}`,
      );
  }
}

function figuresOf(times: RuleTimes): readonly Figure[] {
  const time = (engine: string, rules: number): number => times.get(engine)?.get(rules) ?? Number.NaN;
  const fastestPeer = (rules: number): number =>
    Math.min(...Object.keys(peers).map((name) => time(name, rules)));
  const ratio = (budget: number | null, name: string, value: number, bound: Figure['bound']): Figure => ({
    budget,
    name,
    value,
    unit: '×',
    bound,
  });
  return [
    ratio(
      1,
      '100 rules: Laurel ÷ shared sums',
      time('laurel', 100) / time('shared sums, whole answer', 100),
      { atMost: 1 },
    ),
    ratio(
      null,
      '100 rules: Laurel ÷ shared sums with a flat answer',
      time('laurel', 100) / time('shared sums, flat answer', 100),
      null,
    ),
    ratio(1, '100 rules: fastest peer ÷ Laurel', fastestPeer(100) / time('laurel', 100), { atLeast: 9 }),
    ratio(1, '100 rules: json-rules-engine ÷ Laurel', time('json-rules-engine', 100) / time('laurel', 100), {
      atLeast: 650,
    }),
    ratio(2, '1000 rules: Laurel ÷ index', time('laurel', 1000) / time('index, whole answer', 1000), {
      atMost: 2,
    }),
    ratio(
      null,
      '1000 rules: Laurel ÷ index with a flat answer',
      time('laurel', 1000) / time('index, flat answer', 1000),
      null,
    ),
    ratio(2, '1000 rules: fastest peer ÷ Laurel', fastestPeer(1000) / time('laurel', 1000), { atLeast: 25 }),
    ratio(2, '1000 rules ÷ 100 rules, Laurel', time('laurel', 1000) / time('laurel', 100), { atMost: 8 }),
    ratio(3, '100 rules: with reasons ÷ without', time('laurel', 100) / time('laurel without reasons', 100), {
      atMost: 3,
    }),
    ratio(
      3,
      '1000 rules: with reasons ÷ without',
      time('laurel', 1000) / time('laurel without reasons', 1000),
      { atMost: 3 },
    ),
  ];
}
