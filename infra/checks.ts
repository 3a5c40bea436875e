import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

/** AWS's rules of good practice and those for serverless, which every template must pass before it is written. */
export const rulePacks = (app: App): readonly IPolicyValidationPlugin[] => [
  new AwsSolutionsChecks(app),
  new ServerlessChecks(app),
];

export const checkTemplates = (app: App): void => Validations.of(app).addPlugins(...rulePacks(app));
