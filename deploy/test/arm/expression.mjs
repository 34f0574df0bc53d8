/**
 * The expression language of ARM templates: the part that Charla's template uses, and an error for the
 * rest. Names of functions and properties are compared without regard to case, as Azure does.
 */
import { createHash } from 'node:crypto';

/** What Azure would answer with InvalidTemplate. */
export class TemplateError extends Error {}

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_]\w*)|([().,[\]]))/y;

function tokenize(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new TemplateError(`"${text}" cannot be read at character ${at}`);
    }
    const [, string, number, name, mark] = match;
    if (string !== undefined) tokens.push({ kind: 'string', value: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: mark, value: mark });
  }
  return tokens;
}

/** Turns an expression, without its outer brackets, into a tree. */
export function parse(text) {
  const tokens = tokenize(text);
  let at = 0;
  const next = (kind) => {
    const token = tokens[at];
    if (!token || (kind && token.kind !== kind)) {
      throw new TemplateError(
        `"${text}": expected ${kind ?? 'more'}, found ${token?.value ?? 'its end'}`,
      );
    }
    at += 1;
    return token;
  };
  const isNext = (kind) => tokens[at]?.kind === kind;

  function value() {
    const token = next();
    let node;
    if (token.kind === 'string' || token.kind === 'number') {
      node = { is: 'literal', value: token.value };
    } else if (token.kind === 'name') {
      node = { is: 'call', name: token.value, args: args() };
    } else {
      throw new TemplateError(`"${text}": did not expect ${token.value}`);
    }
    while (isNext('.') || isNext('[')) {
      if (next().kind === '.') {
        node = { is: 'member', of: node, key: { is: 'literal', value: next('name').value } };
      } else {
        node = { is: 'member', of: node, key: value() };
        next(']');
      }
    }
    return node;
  }
  function args() {
    next('(');
    const list = [];
    while (!isNext(')')) {
      if (list.length > 0) next(',');
      list.push(value());
    }
    next(')');
    return list;
  }

  const tree = value();
  if (at < tokens.length) {
    throw new TemplateError(`"${text}": did not expect ${tokens[at].value} after the end`);
  }
  return tree;
}

/** Whether a string of a template is an expression. */
export const isExpression = (text) =>
  text.startsWith('[') && !text.startsWith('[[') && text.endsWith(']');

/** Calls visit with each function call in the expressions within value. */
export function eachCall(value, visit) {
  if (typeof value === 'string') {
    if (isExpression(value)) walk(parse(value.slice(1, -1)), visit);
  } else if (value && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      eachCall(key, visit);
      eachCall(member, visit);
    }
  }
}

function walk(node, visit) {
  if (node.is === 'call') {
    visit(node);
    node.args.forEach((arg) => walk(arg, visit));
  } else if (node.is === 'member') {
    walk(node.of, visit);
    walk(node.key, visit);
  }
}

function member(object, key) {
  if (Array.isArray(object)) return object[key];
  const found = Object.keys(object ?? {}).find(
    (name) => name.toLowerCase() === String(key).toLowerCase(),
  );
  if (found === undefined) {
    throw new TemplateError(`there is no "${key}" in ${JSON.stringify(Object.keys(object ?? {}))}`);
  }
  return object[found];
}

const isEmpty = (value) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Hashes stand for Azure's: as stable and as unique, but other values. */
const hash = (parts) => createHash('sha256').update(parts.join('|')).digest('hex');

function guid(parts) {
  const h = hash(parts);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

function format(pattern, ...values) {
  return pattern.replace(/\{(\d+)\}/g, (_, index) => {
    if (!(index in values))
      throw new TemplateError(`format has no argument ${index} for "${pattern}"`);
    return String(values[index]);
  });
}

function concat(...parts) {
  const arrays = parts.filter(Array.isArray).length;
  if (arrays !== 0 && arrays !== parts.length) {
    throw new TemplateError('concat joins strings or arrays, not both');
  }
  return arrays ? parts.flat() : parts.join('');
}

function createObject(...pairs) {
  if (pairs.length % 2) throw new TemplateError('createObject wants names and values in pairs');
  return Object.fromEntries(
    Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]]),
  );
}

const isTrueOrFalse = (name, values) => {
  const wrong = values.find((value) => typeof value !== 'boolean');
  if (wrong !== undefined)
    throw new TemplateError(`${name} wants true or false, not ${JSON.stringify(wrong)}`);
  return values;
};

/** Functions of values alone; those of the deployment are in deployment.mjs. */
export const FUNCTIONS = {
  and: (...values) => isTrueOrFalse('and', values).every(Boolean),
  concat,
  createarray: (...values) => values,
  createobject: createObject,
  empty: isEmpty,
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  false: () => false,
  format,
  guid: (...parts) => guid(parts),
  json: (text) => JSON.parse(text),
  not: (value) => !isTrueOrFalse('not', [value])[0],
  null: () => null,
  or: (...values) => isTrueOrFalse('or', values).some(Boolean),
  replace: (text, what, by) => text.replaceAll(what, by),
  string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  take: (value, count) => value.slice(0, count),
  toupper: (text) => text.toUpperCase(),
  tolower: (text) => text.toLowerCase(),
  true: () => true,
  union: (...objects) => Object.assign({}, ...objects),
  uniquestring: (...parts) =>
    BigInt(`0x${hash(parts).slice(0, 17)}`)
      .toString(36)
      .padStart(13, '0')
      .slice(0, 13),
};

/** Evaluates a tree. scope: functions of the deployment by lower-case name. */
export function evaluate(node, scope) {
  if (node.is === 'literal') return node.value;
  if (node.is === 'member') return member(evaluate(node.of, scope), evaluate(node.key, scope));
  const name = node.name.toLowerCase();
  if (name === 'if') {
    const [condition, then, otherwise] = node.args;
    return evaluate(isTrueOrFalse('if', [evaluate(condition, scope)])[0] ? then : otherwise, scope);
  }
  const call = scope[name] ?? FUNCTIONS[name];
  if (!call) throw new TemplateError(`the function ${node.name} is not known here`);
  return call(...node.args.map((arg) => evaluate(arg, scope)));
}
