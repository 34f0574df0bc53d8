import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { Language, Parser } from 'web-tree-sitter';
import { parse as parseYaml } from 'yaml';
import { deployed, readTemplate } from './arm/charla.mjs';

const text = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** There is no Bicep compiler to be had without a network; this reads the syntax. */
async function parseBicep(source) {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const language = await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser.parse(source).rootNode;
}

function* within(node) {
  yield node;
  for (const child of node.children) yield* within(child);
}
const all = (node, type) => [...within(node)].filter((each) => each.type === type);
const property = (node, name) =>
  all(node, 'object_property').find((each) => each.children[0].text === name);

/** Parameters and outputs of the wrapper, and what it hands to the template. */
async function readWrapper() {
  const root = await parseBicep(text('deploy/azure/main.bicep'));
  const module = all(root, 'module_declaration')[0];
  const given = property(module, 'params').children.find((child) => child.type === 'object');
  const named = (node) => node.children.find((child) => child.type === 'identifier').text;
  return {
    root,
    moduleFile: all(module, 'string')[0].text.slice(1, -1),
    parameters: all(root, 'parameter_declaration').map((node) => ({
      name: named(node),
      type: node.text.match(/param \w+ (\w+)/)[1],
      hasDefault: node.children.some((child) => child.text === '='),
    })),
    given: given.children
      .filter((c) => c.type === 'object_property')
      .map((c) => c.children[0].text),
    outputsRead: [...text('deploy/azure/main.bicep').matchAll(/resources\.outputs\.(\w+)/g)].map(
      (m) => m[1],
    ),
  };
}

describe('the Bicep wrapper', () => {
  it('is Bicep', async () => {
    const root = await parseBicep(text('deploy/azure/main.bicep'));

    assert.equal(root.hasError, false);
    assert.equal((await parseBicep('param location string =\nresource {')).hasError, true);
  });

  it('hands the template what it has parameters for, and every one that it must', async () => {
    const { given, moduleFile } = await readWrapper();
    const { parameters } = readTemplate();

    assert.equal(moduleFile, 'resources.json');
    assert.deepEqual(
      given.filter((name) => !(name in parameters)),
      [],
    );
    assert.deepEqual(
      Object.keys(parameters).filter(
        (name) => !('defaultValue' in parameters[name]) && !given.includes(name),
      ),
      [],
    );
  });

  it('has the types, limits and defaults of the template', async () => {
    const { parameters, root } = await readWrapper();
    const secure = [...root.text.matchAll(/@secure\(\)\n(?:@.*\n)*param (\w+)/g)].map(
      (match) => match[1],
    );
    const template = readTemplate();
    for (const { name, type } of parameters) {
      const there = template.parameters[name];
      if (!there) continue;
      assert.equal(type, there.type === 'securestring' ? 'string' : there.type, name);
      assert.equal(secure.includes(name), there.type === 'securestring', name);
      const own = root.text.match(new RegExp(`param ${name} \\w+ = (.*)`))?.[1];
      // Empty here means: as the template says, or asked for.
      if (own && own !== "''")
        assert.equal(own.replaceAll("'", ''), String(there.defaultValue), name);
    }
  });

  it('reads outputs that there are', async () => {
    const { outputsRead } = await readWrapper();
    const { outputs } = readTemplate();

    assert.ok(outputsRead.length > 2);
    assert.deepEqual(
      outputsRead.filter((name) => !(name in outputs)),
      [],
    );
  });

  it('tags the group as the template tags what is in it', async () => {
    const { root } = await readWrapper();
    const { tags } = deployed({}).resources.plan;
    const declared = all(root, 'variable_declaration').find((node) =>
      node.text.startsWith('var tags'),
    );

    for (const [name, value] of Object.entries(tags)) {
      assert.match(declared.text, new RegExp(`'?${name}'?: ('${value}'|environmentName)`), name);
    }
  });
});

describe('the files of azd', () => {
  it('set parameters that the wrapper has, and all that have no default but the secret one', async () => {
    const { parameters } = await readWrapper();
    const set = Object.keys(JSON.parse(text('deploy/azure/main.parameters.json')).parameters);
    const names = parameters.map(({ name }) => name);

    assert.deepEqual(
      set.filter((name) => !names.includes(name)),
      [],
    );
    // azd asks for what is missing, and keeps a secret out of its files only if it may ask.
    assert.deepEqual(
      parameters
        .filter(({ name, hasDefault }) => !hasDefault && !set.includes(name))
        .map(({ name }) => name),
      ['accessCode'],
    );
  });

  it('name a wrapper, a Dockerfile and a service that there are', () => {
    const azure = parseYaml(text('azure.yaml'));
    const { host, language, docker, project } = azure.services.app;

    assert.ok(text(`${azure.infra.path}/${azure.infra.module}.bicep`));
    assert.ok(text(docker.path));
    assert.deepEqual([host, language, project, docker.context], ['appservice', 'docker', '.', '.']);
    const { site } = deployed({ containerImage: 'a/b:c' }).resources;
    assert.ok(azure.services[site.tags['azd-service-name']], 'azd finds the site by this tag');
  });
});
