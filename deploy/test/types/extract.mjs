/**
 * Writes azure-types.json: what Azure's resource types allow, taken from the Bicep types that Microsoft
 * ships with @azure/mcp (MIT). Needed only when the template takes up a type or an API version:
 *
 *   npm install --prefix /tmp/azmcp @azure/mcp-linux-x64
 *   node types/extract.mjs /tmp/azmcp/node_modules/@azure/mcp-linux-x64/dist/azmcp
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const here = (name) => new URL(name, import.meta.url);
const template = JSON.parse(readFileSync(here('../../azure/resources.json'), 'utf8'));
const byHand = JSON.parse(readFileSync(here('by-hand.json'), 'utf8'));

/** Limits that the descriptions give in words only. */
function limits({ description = '', modifiers = '' }) {
  const text = `${description} ${modifiers}`;
  const found = {};
  for (const [name, pattern] of Object.entries({
    min: /Minimum value is (-?\d+)/,
    max: /Maximum value is (-?\d+)/,
    minLength: /minLength: (\d+)/,
    maxLength: /maxLength: (\d+)/,
  })) {
    const match = pattern.exec(text);
    if (match) found[name] = Number(match[1]);
  }
  const pattern = /pattern: (.*?)(?:,|$)/.exec(modifiers);
  if (pattern) found.pattern = pattern[1];
  return found;
}

const shape = ({ name, properties = [], additionalPropertiesType }) => ({
  name,
  ...(additionalPropertiesType && { others: additionalPropertiesType }),
  properties: Object.fromEntries(
    properties.map((property) => [
      property.name,
      {
        type: property.type,
        ...(/Required/.test(property.flags) && { required: true }),
        ...(/ReadOnly/.test(property.flags) && { readOnly: true }),
        ...limits(property),
      },
    ]),
  ),
});

/** Objects that the bodies lead to. */
function reachable(bodies, objects) {
  const found = {};
  const follow = (type) => {
    for (const name of String(type).replaceAll('[]', '').split(' | ')) {
      if (!(name in objects) || name in found) continue;
      found[name] = objects[name];
      follow(objects[name].others);
      Object.values(objects[name].properties)
        .filter((p) => !p.readOnly)
        .forEach((p) => follow(p.type));
    }
  };
  bodies.forEach((body) =>
    Object.values(body.properties).forEach((property) => follow(property.type)),
  );
  return found;
}

const types = {};
for (const type of new Set(Object.values(template.resources).map((resource) => resource.type))) {
  if (type in byHand) continue;
  const answer = JSON.parse(
    execFileSync(process.argv[2], ['bicepschema', 'get', '--resource-type', type], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: { ...process.env, AZURE_MCP_COLLECT_TELEMETRY: 'false' },
    }),
  );
  const all = answer.results.BicepSchemaResult;
  const objects = Object.fromEntries(
    all.filter((each) => each.$type === 'Object').map((each) => [each.name, shape(each)]),
  );
  const resource = all.find(
    (each) => each.$type === 'Resource' && each.name.startsWith(`${type}@`),
  );
  const bodies = (resource.bodyType.elements ?? [resource.bodyType]).map(shape);
  types[type] = {
    apiVersion: resource.name.split('@')[1],
    bodies,
    objects: reachable(bodies, objects),
  };
}
writeFileSync(here('azure-types.json'), `${JSON.stringify(types, null, 1)}\n`);
