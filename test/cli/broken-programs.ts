/** A sound program; each broken one differs from it in one place. */
export const soundProgram = `name: sound
zone: Europe/Moscow
currency: RUB
counters:
  spend:
    measure: sold-amount
statusSystems:
  level:
    statuses:
      bronze: { title: Bronze }
      silver: { title: Silver }
    review:
      every: month
      counter: spend
      window: this-month
      table:
        - { upTo: 10000 RUB, status: bronze }
        - { over: 10000 RUB, status: silver }
rules:
  - name: silver-discount
    on: [sale]
    when: { status: { level: [silver] } }
    then: { discount: 5% }
`;

/** A text and its broken stand-in; then place, severity, code and advice (a part of it) of the first finding. */
export type BrokenProgram = readonly [
  requirement: string,
  written: string,
  instead: string,
  finding: `${number}:${number} ${'error' | 'warning'} ${string}`,
  advice: string,
];
