/**
 * A `Date` whose present lies at an offset: `Date.now()`, `new Date()` and `Date()` add the milliseconds that stand in
 * `memory`; everything else is the real `Date`. Its instances are ordinary dates.
 */
export function makeRunnerDate(memory: SharedArrayBuffer, real: DateConstructor = Date): DateConstructor {
  const offset = new BigInt64Array(memory);
  const now = () => real.now() + Number(Atomics.load(offset, 0));
  return new Proxy(real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new real(now()).toString(),
    get: (target, property, receiver) => (property === 'now' ? now : Reflect.get(target, property, receiver)),
  });
}
