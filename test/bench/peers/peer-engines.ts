import { createRequire } from 'node:module';
import { factsOf } from '../references.ts';
import type { BenchAnswer, BenchReceipt, BenchRule } from '../rules-workload.ts';

/** Other engines, each used as its documentation shows; they are installed for the bench alone. */
export type PeerEngine = (
  rules: readonly BenchRule[],
) => (receipt: BenchReceipt) => Promise<BenchAnswer> | BenchAnswer;

const load = createRequire(new URL('./package.json', import.meta.url));

const answerOf = (percents: readonly number[]): BenchAnswer => ({
  percent: Math.max(0, ...percents),
  matched: percents.length,
});

const jsonRulesEngine: PeerEngine = (rules) => {
  const { Engine } = load('json-rules-engine') as {
    Engine: new (
      rules: unknown[],
    ) => { run(facts: object): Promise<{ events: { params: { percent: number } }[] }> };
  };
  const engine = new Engine(
    rules.map((rule) => ({
      conditions: {
        all: [
          { fact: 'store', operator: 'in', value: rule.stores },
          { fact: 'status', operator: 'in', value: rule.statuses },
          { fact: 'weekday', operator: 'in', value: rule.weekdays },
          { fact: 'district', operator: 'in', value: rule.districts },
          {
            fact: 'sums',
            path: `$.${rule.category}`,
            operator: 'greaterThanInclusive',
            value: rule.fromMinor,
          },
        ],
      },
      event: { type: rule.name, params: { percent: rule.percent } },
    })),
  );
  return async (receipt) => {
    const { events } = await engine.run(factsOf(receipt));
    return answerOf(events.map(({ params }) => params.percent));
  };
};

const jsonLogicEngine: PeerEngine = (rules) => {
  const { LogicEngine } = load('json-logic-engine') as {
    LogicEngine: new () => { build(logic: unknown): (data: object) => boolean };
  };
  const engine = new LogicEngine();
  const built = rules.map((rule) => ({
    percent: rule.percent,
    holds: engine.build({
      and: [
        { in: [{ var: 'store' }, rule.stores] },
        { in: [{ var: 'status' }, rule.statuses] },
        { in: [{ var: 'weekday' }, rule.weekdays] },
        { in: [{ var: 'district' }, rule.districts] },
        { '>=': [{ var: [`sums.${rule.category}`, 0] }, rule.fromMinor] },
      ],
    }),
  }));
  return (receipt) => {
    const facts = factsOf(receipt);
    return answerOf(built.filter(({ holds }) => holds(facts)).map(({ percent }) => percent));
  };
};

const nodeRules: PeerEngine = (rules) => {
  type Fact = ReturnType<typeof factsOf> & { percents: number[] };
  type Flow = { when(holds: boolean): void; next(): void };
  const { RuleEngine } = load('node-rules') as {
    RuleEngine: new (
      rules: unknown[],
      options: object,
    ) => { execute(fact: Fact, done: (fact: Fact) => void): void };
  };
  const engine = new RuleEngine(
    rules.map((rule) => ({
      name: rule.name,
      condition: (flow: Flow, fact: Fact) => {
        flow.when(
          rule.stores.includes(fact.store) &&
            rule.statuses.includes(fact.status) &&
            rule.weekdays.includes(fact.weekday) &&
            rule.districts.includes(fact.district) &&
            (fact.sums[rule.category] ?? 0) >= rule.fromMinor,
        );
      },
      consequence: (flow: Flow, fact: Fact) => {
        fact.percents.push(rule.percent);
        flow.next();
      },
    })),
    // Else it would begin anew whenever a rule has noted its percentage.
    { ignoreFactChanges: true },
  );
  return (receipt) =>
    new Promise((resolve) => {
      engine.execute({ ...factsOf(receipt), percents: [] }, ({ percents }) => resolve(answerOf(percents)));
    });
};

/** A decision table whose rows are the rules; every row that holds is collected. */
const zen: PeerEngine = (rules) => {
  const { ZenEngine } = load('@gorules/zen-engine') as {
    ZenEngine: new () => {
      createDecision(content: object): {
        evaluate(context: object): Promise<{ result: { percent: number }[] }>;
      };
    };
  };
  const oneOf = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(', ');
  const columns = ['store', 'status', 'weekday', 'district'];
  const content = {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', content: {} },
      {
        id: 'table',
        name: 'table',
        type: 'decisionTableNode',
        content: {
          hitPolicy: 'collect',
          inputs: [
            ...columns.map((field) => ({ id: field, name: field, field })),
            { id: 'sum', name: 'sum' },
          ],
          outputs: [{ id: 'percent', name: 'percent', field: 'percent' }],
          rules: rules.map((rule) => ({
            _id: rule.name,
            store: oneOf(rule.stores),
            status: oneOf(rule.statuses),
            weekday: oneOf(rule.weekdays),
            district: oneOf(rule.districts),
            sum: `(sums.${rule.category} ?? 0) >= ${rule.fromMinor}`,
            percent: String(rule.percent),
          })),
        },
      },
      { id: 'out', name: 'out', type: 'outputNode', content: {} },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
  const decision = new ZenEngine().createDecision(content);
  return async (receipt) => {
    const { result } = await decision.evaluate(factsOf(receipt));
    return answerOf(result.map(({ percent }) => percent));
  };
};

export const peers: Readonly<Record<string, PeerEngine>> = {
  'json-logic-engine': jsonLogicEngine,
  'node-rules': nodeRules,
  'zen (native)': zen,
  'json-rules-engine': jsonRulesEngine,
};
