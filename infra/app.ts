import { App } from 'aws-cdk-lib';
import { LaurelStack } from './laurel-stack.ts';
import { stageOf } from './stage.ts';

const app = new App();
const tableName: unknown = app.node.tryGetContext('tableName');
new LaurelStack(app, 'Laurel', {
  description: 'Laurel, a loyalty status engine.',
  stage: stageOf(app.node.tryGetContext('stage')),
  ...(typeof tableName === 'string' ? { tableName } : {}),
});
