import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LaurelStack } from '../../infra/laurel-stack.ts';
import { settingsOf, stackNameOf } from '../../infra/settings.ts';

export type Context = Readonly<Record<string, string>>;

/** The ways in which Laurel is deployed; every one must synthesize, and pass the same checks. */
export const configurations: Readonly<Record<string, Context>> = {
  dev: { stage: 'dev' },
  'dev, other issuers': { stage: 'dev', memberIdentity: 'oidc', adminIdentity: 'oidc' },
  prod: { stage: 'prod' },
  'prod, hardened': { stage: 'prod', hardened: 'true' },
};

/** The stack in an app, by the context that the command line would be given. Bundles are esbuild's business. */
export function stackOf(context: Context): LaurelStack {
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  return new LaurelStack(app, stackNameOf(app.node), { settings: settingsOf(app.node) });
}

const templates = new Map<string, Template>();

/** The template of a context, synthesized once for all files of a process that ask for it: nobody may change it. */
export function synthesized(context: Context): Template {
  const key = JSON.stringify(Object.entries(context).sort());
  const known = templates.get(key);
  if (known !== undefined) return known;
  const template = Template.fromStack(stackOf(context));
  freeze(template.toJSON());
  templates.set(key, template);
  return template;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** A template's resources with their logical ids, by type. */
export class Resources {
  readonly all: readonly (readonly [string, Resource])[];

  constructor(template: Template) {
    this.all = Object.entries(template.toJSON().Resources as Record<string, Resource>);
  }

  ofType(type: string): readonly (readonly [string, Resource])[] {
    return this.all.filter(([, resource]) => resource.Type === type);
  }

  theOnly(
    type: string,
    which: (properties: Resource['Properties']) => boolean = () => true,
  ): Resource['Properties'] {
    const [only, ...others] = this.ofType(type).filter(([, { Properties }]) => which(Properties));
    if (only === undefined || others.length > 0) throw new Error(`${1 + others.length} of ${type}`);
    return only[1].Properties;
  }
}
