import { parseArgs } from 'node:util';
import { restoreDrill } from './restore-drill.ts';

/** `npm run drill`: the restore drill; exit code 1 where a state differs or a receipt is not recognized. */
const { values } = parseArgs({ options: { until: { type: 'string', default: '2017-09-01' } } });

const report = await restoreDrill({ until: values.until, data: null, everyNth: 1 }, (line) =>
  console.error(`… ${line}`),
);
const { backup, restore, rebuild } = report.seconds;
console.log(
  `${report.receipts} receipts of ${report.members} members, ${(report.backupBytes / 1024).toFixed(0)} KB packed`,
);
console.log(
  `backup ${backup.toFixed(1)} s, restore ${restore.toFixed(1)} s, rebuild ${rebuild.toFixed(1)} s`,
);
console.log(`${report.members} states made anew, ${report.differ.length} differ from the old ones`);
console.log(`${report.resent} receipts sent again, ${report.notReplayed} not recognized`);
console.log(`quotes, phones and codes of the old system: ${report.broken.length} promises not kept`);
console.log(
  `${report.torn.acts} acts torn in pairs of their items, ${report.torn.notHealed.length} not healed`,
);
for (const line of [...report.broken, ...report.torn.notHealed]) console.log(`  ${line}`);
const faults =
  report.differ.length + report.notReplayed + report.broken.length + report.torn.notHealed.length;
process.exitCode = faults === 0 ? 0 : 1;
