import * as z from 'zod';

/** A document as somebody outside reads it: nothing but its JSON. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

/** Whether answers are as the OpenAPI document says, and what bodies it asks for. */
export class Documented {
  readonly #document: Document;
  readonly #forms = new Map<string, z.ZodType>();

  constructor(text: string) {
    this.#document = JSON.parse(text) as Document;
  }

  /** `null`: as documented; else what is not. */
  complaint(method: string, path: string, status: number, mediaType: string, body: string): string | null {
    const operation = this.#operation(method, path);
    const response = operation?.responses[String(status)];
    if (response === undefined) return `${method} ${path} documents no ${status}`;
    const type = mediaType.split(';')[0] ?? '';
    const content = response.content?.[type];
    if (content === undefined) return `${method} ${path} documents no ${type} for ${status}`;
    if (content.schema === undefined) return null;
    const result = this.#form(content.schema).safeParse(JSON.parse(body));
    return result.success ? null : `${method} ${path} ${status}: ${z.prettifyError(result.error)}`;
  }

  /** The schema of a body, with all that it refers to. */
  bodySchema(method: string, path: string): object {
    const schema = this.#operation(method, path)?.requestBody?.content['application/json']?.schema;
    if (schema === undefined) throw new Error(`${method} ${path} documents no body`);
    return this.#whole(schema);
  }

  #operation(method: string, path: string): Operation | undefined {
    return this.#document.paths[path]?.[method.toLowerCase()];
  }

  #form(schema: object): z.ZodType {
    const key = JSON.stringify(schema);
    const known = this.#forms.get(key);
    if (known !== undefined) return known;
    const form = z.fromJSONSchema(this.#whole(schema) as Parameters<typeof z.fromJSONSchema>[0]);
    this.#forms.set(key, form);
    return form;
  }

  #whole(schema: object): object {
    const written = JSON.stringify({ ...schema, $defs: this.#document.components.schemas });
    return JSON.parse(written.replaceAll('"#/components/schemas/', '"#/$defs/')) as object;
  }
}
