/** Checks resources against what Azure's types allow. */
import { readFileSync } from 'node:fs';

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../types/${name}`, import.meta.url), 'utf8'));
const TYPES = { ...read('azure-types.json'), ...read('by-hand.json') };

/** What is the template's own, not the type's. */
const OF_THE_TEMPLATE = new Set(['type', 'apiVersion', 'scope', 'id']);

function checkScalar(value, type, path, report) {
  const kind = typeof value;
  if (type === 'bool' && kind !== 'boolean') report(`${path}: wants true or false`);
  else if (type === 'int' && !Number.isInteger(value)) report(`${path}: wants a whole number`);
  else if (type === 'string' && kind !== 'string') report(`${path}: wants text`);
  else if (type.includes(' | ') && kind === 'string') {
    const choices = type.split(' | ');
    // Some lists are open ("| string"): a value outside them is a slip nevertheless.
    if (!choices.includes(value)) report(`${path}: "${value}" is none of ${choices.join(', ')}`);
  }
}

function checkLimits(value, property, path, report) {
  const { min, max, minLength, maxLength, pattern } = property;
  if (value < min || value > max) report(`${path}: ${value} is not from ${min} to ${max}`);
  if (typeof value !== 'string') return;
  if (value.length < minLength || value.length > maxLength) {
    report(`${path}: "${value}" must have ${minLength} to ${maxLength} characters`);
  }
  if (pattern && !new RegExp(pattern).test(value))
    report(`${path}: "${value}" does not match ${pattern}`);
}

function checkObject(value, shape, objects, path, report) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    report(`${path}: wants an object of type ${shape.name}`);
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    const property = shape.properties[name] ?? (shape.others && { type: shape.others });
    const at = `${path}.${name}`;
    if (!property) report(`${at}: ${shape.name} has no such property`);
    else if (property.readOnly) report(`${at}: is read-only`);
    else check(each, property, objects, at, report);
  }
  for (const [name, property] of Object.entries(shape.properties)) {
    if (property.required && !(name in value)) report(`${path}: lacks ${name}`);
  }
}

function check(value, property, objects, path, report) {
  // Azure takes null as left out.
  if (value === null) return;
  const { type } = property;
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) report(`${path}: wants a list`);
    else
      value.forEach((each, i) =>
        check(each, { type: type.slice(0, -2) }, objects, `${path}[${i}]`, report),
      );
  } else if (type in objects) {
    checkObject(value, objects[type], objects, path, report);
  } else {
    checkScalar(value, type, path, report);
    checkLimits(value, property, path, report);
  }
}

/** What is wrong with a resource whose expressions were evaluated; an empty list if nothing is. */
export function problemsOf(symbol, resource) {
  const problems = [];
  const report = (problem) => problems.push(problem);
  const type = TYPES[resource.type];
  if (!type)
    return [`${symbol}: nothing is known of ${resource.type}; types/extract.mjs brings it`];
  if (type.apiVersion !== resource.apiVersion) {
    report(`${symbol}: the types are of ${type.apiVersion}, not ${resource.apiVersion}`);
  }
  const own = Object.fromEntries(
    Object.entries(resource).filter(([name]) => !OF_THE_TEMPLATE.has(name)),
  );
  const lastName = resource.name.split('/').at(-1);
  // Some types have a body for each name.
  const body =
    type.bodies.find((each) => each.properties.name.type === lastName) ??
    type.bodies.find((each) => /\bstring\b/.test(each.properties.name.type));
  if (!body) return [...problems, `${symbol}: ${resource.type} has no resource named ${lastName}`];
  const properties = { ...body.properties };
  for (const mark of OF_THE_TEMPLATE) delete properties[mark];
  properties.name = { ...properties.name, type: 'string' };
  checkObject({ ...own, name: lastName }, { ...body, properties }, type.objects, symbol, report);
  return problems;
}
