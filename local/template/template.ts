/** The output of `cdk synth`, as far as the runner reads it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The template says something that this runner cannot do; doing something else instead would be a lie. */
export class UnknownInTemplate extends Error {
  override readonly name = 'UnknownInTemplate';
}
