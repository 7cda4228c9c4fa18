import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  enum?: unknown[];
  type?: string;
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
}

const SPEC = new URL('../../../spec/openapi.yaml', import.meta.url);
const schemas = (parse(readFileSync(SPEC, 'utf8')) as { components: { schemas: Record<string, Schema> } }).components.schemas;

/** What of a value is not as the contract's schema says, each with where; a member that the schema does not know counts too. */
export function unlike(name: string, value: unknown): string[] {
  return wrong(schemas[name] as Schema, value, name);
}

function wrong(schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref) return wrong(schemas[schema.$ref.split('/').pop() as string] as Schema, value, at);
  if (schema.allOf) return wrong(merged(schema), value, at);
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${at}: ${String(value)} is none of ${schema.enum.join(', ')}`];
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return [`${at}: no string`];
      return schema.pattern === undefined || new RegExp(schema.pattern).test(value) ? [] : [`${at}: ${value} is not like ${schema.pattern}`];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${at}: no whole number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at}: neither true nor false`];
    case 'array':
      return Array.isArray(value) ? value.flatMap((item, i) => wrong(schema.items as Schema, item, `${at}[${i}]`)) : [`${at}: no array`];
    default:
      return wrongMembers(schema, value, at);
  }
}

function wrongMembers(schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: no object`];
  const members = value as Record<string, unknown>;
  const missing = (schema.required ?? []).filter((name) => members[name] === undefined).map((name) => `${at}: ${name} is missing`);
  const inside = Object.entries(members).flatMap(([name, member]) => {
    const known = schema.properties?.[name];
    return known ? wrong(known, member, `${at}.${name}`) : [`${at}: ${name} is unknown`];
  });
  return [...missing, ...inside];
}

function merged(schema: Schema): Schema {
  const parts = (schema.allOf ?? []).map((part) => {
    const whole = part.$ref ? (schemas[part.$ref.split('/').pop() as string] as Schema) : part;
    return whole.allOf ? merged(whole) : whole;
  });
  return {
    type: 'object',
    required: parts.flatMap((part) => part.required ?? []),
    properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Record<string, Schema>,
  };
}
