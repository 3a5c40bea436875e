import { UnknownInTemplate } from './template.ts';

/** Where references lead. Both throw for what they do not know. */
export interface References {
  ref(name: string): string;
  getAtt(logicalId: string, attribute: string): string;
}

/**
 * Replaces CloudFormation's intrinsic functions in a value: Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split.
 * Any other is an `UnknownInTemplate`.
 */
export function resolveIntrinsics(value: unknown, references: References): unknown {
  const resolve = (inner: unknown) => resolveIntrinsics(inner, references);
  if (Array.isArray(value)) return value.map(resolve);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isIntrinsic(only[0])) {
    return call(only[0], only[1], resolve, references);
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

function call(
  name: string,
  argument: unknown,
  resolve: (value: unknown) => unknown,
  references: References,
): unknown {
  switch (name) {
    case 'Ref':
      return references.ref(text(argument, name));
    case 'Fn::GetAtt': {
      const [id, ...attribute] = typeof argument === 'string' ? argument.split('.') : texts(argument, name);
      return references.getAtt(id ?? '', attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = list(argument, name);
      return texts(resolve(parts), name).join(text(separator, name));
    }
    case 'Fn::Split': {
      const [separator, whole] = list(argument, name);
      return text(resolve(whole), name).split(text(separator, name));
    }
    case 'Fn::Select': {
      const [index, from] = list(argument, name);
      const picked = list(resolve(from), name)[Number(resolve(index))];
      if (picked === undefined) throw new UnknownInTemplate(`Fn::Select finds nothing at ${String(index)}.`);
      return picked;
    }
    case 'Fn::Sub':
      return substitute(argument, resolve, references);
    default:
      throw new UnknownInTemplate(`The intrinsic function ${name} is not known here.`);
  }
}

function substitute(argument: unknown, resolve: (value: unknown) => unknown, references: References): string {
  const [pattern, given] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = resolve(given) as Record<string, unknown>;
  return text(pattern, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in variables) return String(variables[name]);
    const dot = name.indexOf('.');
    return dot < 0 ? references.ref(name) : references.getAtt(name.slice(0, dot), name.slice(dot + 1));
  });
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new UnknownInTemplate(`${where} expects a text, not ${JSON.stringify(value)}.`);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UnknownInTemplate(`${where} expects a list, not ${JSON.stringify(value)}.`);
}

function texts(value: unknown, where: string): readonly string[] {
  return list(value, where).map((item) => text(item, where));
}
