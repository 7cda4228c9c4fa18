// Writes shared/src/types.ts from the schemas of spec/openapi.yaml. A test holds the two together (shared/test/types.test.ts).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const SPEC = fileURLToPath(new URL('../../spec/openapi.yaml', import.meta.url));
const TYPES = fileURLToPath(new URL('../shared/src/types.ts', import.meta.url));

export function typesText() {
  const schemas = parse(readFileSync(SPEC, 'utf8')).components.schemas;
  const parts = Object.entries(schemas).map(([name, schema]) => declaration(name, schema));
  return `// Made from spec/openapi.yaml by \`npm run openapi\`; never edited by hand.\n\n${parts.join('\n\n')}\n`;
}

function declaration(name, schema) {
  const says = comment(schema.description, '');
  if (schema.type === 'object' && !schema.allOf) return `${says}export interface ${name} ${body(schema, '')}`;
  return `${says}export type ${name} = ${type(schema, '')};`;
}

function type(schema, indent) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.allOf) return schema.allOf.map((part) => type(part, indent)).join(' & ');
  if (schema.enum) return schema.enum.map((word) => `'${word}'`).join(' | ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array': {
      const item = type(schema.items, indent);
      return /[|&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
    }
    case 'object':
      return schema.additionalProperties && !schema.properties
        ? `Record<string, ${type(schema.additionalProperties, indent)}>`
        : body(schema, indent);
    default:
      throw new Error(`a schema this does not know: ${JSON.stringify(schema)}`);
  }
}

function body(schema, indent) {
  const required = new Set(schema.required ?? []);
  const inner = `${indent}  `;
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) =>
      `${comment(member.description, inner)}${inner}${name}${required.has(name) ? '' : '?'}: ${type(member, inner)};\n`,
  );
  // A type within a type stands on one line: the file keeps to the length the house allows.
  if (indent !== '') return `{ ${members.join(' ').replace(/\s+/g, ' ').trim()} }`;
  return `{\n${members.join('')}}`;
}

function comment(text, indent) {
  return text ? `${indent}/** ${text.trim().replace(/\s+/g, ' ')} */\n` : '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TYPES, typesText());
