import { bitIndex, plainClosures, sharedSums } from './references.ts';
import { laurelRules } from './laurel-engine.ts';
import { peers } from './peer-engines.ts';
import { oracle, receiptsOf, rulesOf } from './workload.ts';
const receipts = receiptsOf(200);
for (const n of [10, 100, 1000]) {
  const rules = rulesOf(n);
  const truth = receipts.map((r) => oracle(rules, r));
  console.log(n, 'avg matched', truth.reduce((s, t) => s + t.matched, 0) / truth.length / n);
  const engines: Record<string, any> = { laurel: laurelRules, plain: plainClosures, shared: sharedSums, index: bitIndex };
  for (const [name, make] of Object.entries(engines)) {
    const run = make(rules);
    let wrong = 0;
    for (const [i, r] of receipts.entries()) { const a = await run(r); if (JSON.stringify({percent:a.percent,matched:a.matched}) !== JSON.stringify(truth[i])) wrong++; }
    const reps = Object.keys(peers).includes(name) ? (n===1000? 20:100) : 20000;
    const t = performance.now();
    for (let k = 0; k < reps; k++) { const a = run(receipts[k % 200]!); if (a instanceof Promise) await a; }
    console.log(' ', name, ((performance.now() - t) * 1000 / reps).toFixed(2), 'µs wrong', wrong);
  }
}
