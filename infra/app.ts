import { App } from 'aws-cdk-lib';
import { LaurelStack } from './laurel-stack.ts';
import { settingsOf, stackNameOf } from './settings.ts';

const app = new App();
new LaurelStack(app, stackNameOf(app.node), {
  description: 'Laurel, a loyalty status engine.',
  settings: settingsOf(app.node),
});
// CDK's own switch. The local start uses it, which would wait for seconds for what a deploy and the tests check.
if (process.env.CDK_VALIDATION !== 'false') {
  const { checkTemplates } = await import('./checks.ts');
  checkTemplates(app);
}
