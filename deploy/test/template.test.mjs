import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { deployed, readTemplate } from './arm/charla.mjs';
import { eachCall } from './arm/expression.mjs';
import { problemsOf } from './arm/types.mjs';

const IMAGE = 'acrcharla.azurecr.io/charla:0123abc-20261125';
const DEVELOPER = '99999999-0000-4000-8000-000000000001';
const CODE = 'correct horse';
const HOSTINGS = ['appservice', 'containerapp'];
const STAGES = {
  'without-image': {},
  'with-code': { containerImage: IMAGE, login: 'code', accessCode: CODE },
  'with-entra': {
    containerImage: IMAGE,
    login: 'entra',
    entraClientId: 'aaaa1111-0000-4000-8000-00000000000a',
  },
};
const COMBINATIONS = HOSTINGS.flatMap((hosting) =>
  Object.entries(STAGES).map(([stage, parameters]) => ({
    name: `${hosting}-${stage}`,
    parameters: { hosting, ...parameters },
  })),
);
const ROLES = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  cognitiveServicesUser: 'a97b65f3-24c7-4388-baec-2e87135dc908',
  foundryUser: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
};

const inEach = (check) => () => {
  for (const { name, parameters } of COMBINATIONS) check(deployed(parameters), name, parameters);
};
/** Seconds that Charla takes to stop when its conversations have come to their end or time. */
const FAREWELL = 10;
const patience = (settings) => Number.parseInt(settings.CHARLA_DRAIN_PATIENCE.value, 10);
const settingsOf = (list) => Object.fromEntries(list.map(({ name, ...value }) => [name, value]));

describe('the template', () => {
  for (const { name, parameters } of COMBINATIONS) {
    it(`makes the same resources as before: ${name}`, () => {
      const golden = new URL(`golden/${name}.json`, import.meta.url);
      const made = `${JSON.stringify(deployed(parameters), null, 1)}\n`;
      // "UPDATE_GOLDEN=1 npm run unit" writes them anew; the change is then there to be reviewed.
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden, made);

      assert.ok(existsSync(golden), `${golden.pathname} is missing`);
      assert.deepEqual(JSON.parse(made), JSON.parse(readFileSync(golden, 'utf8')));
    });
  }

  it(
    'uses no property, type or value that Azure does not know',
    inEach(({ resources }, name) => {
      const problems = Object.entries(resources).flatMap(([symbol, resource]) =>
        problemsOf(symbol, resource),
      );

      assert.deepEqual(problems, [], name);
    }),
  );

  it('uses everything that it declares', () => {
    const template = readTemplate();
    const used = { parameters: new Set(), variables: new Set() };
    eachCall(
      [template.variables, template.resources, template.outputs, template.parameters],
      (call) => {
        used[call.name]?.add(call.args[0].value);
      },
    );

    for (const kind of ['parameters', 'variables']) {
      assert.deepEqual(
        Object.keys(template[kind]).filter((name) => !used[kind].has(name)),
        [],
        kind,
      );
    }
  });

  it('describes every parameter', () => {
    for (const [name, { metadata }] of Object.entries(readTemplate().parameters)) {
      assert.match(metadata?.description ?? '', /\w+.*\.$/, name);
    }
  });

  it('gives every resource that can have them its tags', () => {
    for (const { parameters } of COMBINATIONS) {
      const { resources } = deployed({ ...parameters, tags: { team: 'voice' } });
      for (const [symbol, { tags, location }] of Object.entries(resources)) {
        if (!location) continue;
        assert.equal(tags.application, 'charla', symbol);
        assert.equal(tags['azd-env-name'], 'charla', symbol);
        assert.equal(tags.team, 'voice', symbol);
      }
    }
  });

  it('keeps names within what Azure allows, for the longest environment name', () => {
    const { resources } = deployed({
      environmentName: 'a-name-of-20-letters',
      hosting: 'containerapp',
      containerImage: IMAGE,
    });

    assert.match(resources.registry.name, /^[a-z0-9]{5,50}$/);
    assert.match(
      resources.containerApp.name,
      /^[a-z][a-z0-9-]{1,31}$/,
      'at most 32 for a container app',
    );
    assert.match(resources.voiceAccount.name, /^[a-z][a-z0-9-]{1,63}$/);
  });
});

describe('a stranger', () => {
  it(
    'finds no key to use: local authentication is off wherever there is one',
    inEach(({ resources }, name) => {
      assert.equal(resources.voiceAccount.properties.disableLocalAuth, true, name);
      assert.equal(resources.logs.properties.features.disableLocalAuth, true, name);
      assert.equal(resources.registry.properties.adminUserEnabled, false, name);
      assert.equal(resources.registry.properties.anonymousPullEnabled, false, name);
    }),
  );

  it('gets no key or secret out of the template, which asks for none and outputs none', () => {
    const template = readTemplate();
    eachCall(template, ({ name }) => assert.doesNotMatch(name, /^list/i));
    for (const [name, output] of Object.entries(template.outputs)) {
      assert.doesNotMatch(output.type, /secure/, name);
      eachCall(output.value, (call) => assert.notEqual(call.args[0]?.value, 'accessCode', name));
    }
    assert.equal(template.parameters.accessCode.type, 'securestring');
  });

  it(
    'cannot read the access code from an output',
    inEach(({ outputs }, name) => assert.ok(!JSON.stringify(outputs).includes(CODE), name)),
  );

  it('meets HTTPS only, new TLS only, and no password for publishing', () => {
    const { resources } = deployed({ hosting: 'appservice', containerImage: IMAGE });
    const { properties } = resources.site;

    assert.equal(properties.httpsOnly, true);
    assert.equal(properties.siteConfig.minTlsVersion, '1.2');
    assert.equal(properties.siteConfig.scmMinTlsVersion, '1.2');
    assert.equal(properties.siteConfig.ftpsState, 'Disabled');
    assert.equal(properties.siteConfig.remoteDebuggingEnabled, false);
    assert.equal(resources.noFtpPassword.properties.allow, false);
    assert.equal(resources.noScmPassword.properties.allow, false);
    assert.match(resources.noScmPassword.name, /\/scm$/);
    assert.match(resources.noFtpPassword.name, /\/ftp$/);
    const app = deployed({ hosting: 'containerapp', containerImage: IMAGE }).resources.containerApp;
    assert.equal(app.properties.configuration.ingress.allowInsecure, false);
  });

  it('is asked to sign in before anything but the health check answers, with login entra', () => {
    for (const hosting of HOSTINGS) {
      const { resources } = deployed({ hosting, ...STAGES['with-entra'] });
      const { properties } = resources.siteLogin ?? resources.containerAppLogin;
      const env = JSON.stringify(resources.site ?? resources.containerApp);
      const { registration } = properties.identityProviders.azureActiveDirectory;

      assert.match(env, /"CHARLA_ACCESS_MODE","value":"platform"/);
      assert.equal(properties.platform.enabled, true);
      assert.equal(properties.globalValidation.unauthenticatedClientAction, 'RedirectToLoginPage');
      assert.deepEqual(properties.globalValidation.excludedPaths, [
        '/actuator/health/liveness',
        '/actuator/health/readiness',
        '/actuator/health/azd',
      ]);
      assert.equal(registration.clientId, STAGES['with-entra'].entraClientId);
      assert.match(
        registration.openIdIssuer,
        /^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\/v2\.0$/,
      );
      assert.ok(!('clientSecretSettingName' in registration), 'ID tokens need no secret');
    }
  });
});

describe('the application', () => {
  it(
    'has one identity with three roles, each on the one thing it is for',
    inEach(({ resources }, name) => {
      const { principalId } = { principalId: resources.identityMayPull.properties.principalId };
      const granted = Object.values(resources)
        .filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments')
        .map(({ scope, properties }) => ({ scope, ...properties }));

      assert.deepEqual(
        granted
          .map(({ scope, roleDefinitionId }) => `${scope} ${roleDefinitionId.split('/').at(-1)}`)
          .sort(),
        [
          `${resources.registry.id} ${ROLES.acrPull}`,
          `${resources.voiceAccount.id} ${ROLES.cognitiveServicesUser}`,
          `${resources.voiceAccount.id} ${ROLES.foundryUser}`,
        ].sort(),
        name,
      );
      assert.ok(granted.every((role) => role.principalId === principalId));
      assert.ok(granted.every((role) => role.principalType === 'ServicePrincipal'));
    }),
  );

  it('starts only after its identity may pull and conversation', () => {
    const template = readTemplate();
    for (const symbol of ['site', 'containerApp']) {
      for (const role of ['identityMayPull', 'identityMayTalk', 'identityMayUseFoundry']) {
        assert.ok(template.resources[symbol].dependsOn.includes(role), `${symbol} after ${role}`);
      }
    }
  });

  it('is made only when there is an image for it', () => {
    for (const hosting of HOSTINGS) {
      const { resources, outputs } = deployed({ hosting });

      assert.ok(!('site' in resources) && !('containerApp' in resources));
      assert.equal(outputs.SERVICE_APP_URI, '');
      assert.match(outputs.AZURE_CONTAINER_REGISTRY_ENDPOINT, /azurecr\.io$/);
    }
  });

  it('pulls its image and talks as its identity on App Service, with WebSockets and affinity on', () => {
    const { resources } = deployed({ hosting: 'appservice', ...STAGES['with-code'] });
    const { properties, identity } = resources.site;
    const { siteConfig } = properties;
    const settings = settingsOf(siteConfig.appSettings);

    assert.equal(siteConfig.linuxFxVersion, `DOCKER|${IMAGE}`);
    assert.equal(siteConfig.acrUseManagedIdentityCreds, true);
    assert.equal(siteConfig.acrUserManagedIdentityID, settings.AZURE_CLIENT_ID.value);
    assert.deepEqual(Object.keys(identity.userAssignedIdentities), [resources.identity.id]);
    assert.equal(siteConfig.webSocketsEnabled, true);
    assert.equal(siteConfig.alwaysOn, true);
    assert.equal(siteConfig.healthCheckPath, '/actuator/health/readiness');
    assert.equal(properties.clientAffinityEnabled, true);
    assert.equal(settings.WEBSITES_PORT.value, settings.PORT.value);
    assert.ok(
      patience(settings) + FAREWELL <= Number(settings.WEBSITES_CONTAINER_STOP_TIME_LIMIT.value),
    );
    assert.equal(settings.CHARLA_ACCESS_CODE.value, CODE);
  });

  it('does the same on Container Apps, with a fixed number of copies', () => {
    const { resources } = deployed({
      hosting: 'containerapp',
      instances: 3,
      ...STAGES['with-code'],
    });
    const { configuration, template } = resources.containerApp.properties;
    const settings = settingsOf(template.containers[0].env);

    assert.deepEqual(configuration.registries, [
      { server: `${resources.registry.name}.azurecr.io`, identity: resources.identity.id },
    ]);
    assert.equal(
      configuration.activeRevisionsMode,
      'Single',
      'affinity works with one revision only',
    );
    assert.equal(configuration.ingress.stickySessions.affinity, 'sticky');
    assert.equal(String(configuration.ingress.targetPort), settings.PORT.value);
    assert.ok(patience(settings) + FAREWELL <= template.terminationGracePeriodSeconds);
    assert.deepEqual(template.scale, { minReplicas: 3, maxReplicas: 3 });
    assert.equal(settings.CHARLA_ACCESS_CODE.secretRef, 'access-code');
    assert.deepEqual(configuration.secrets, [{ name: 'access-code', value: CODE }]);
  });

  it('gets the same settings on both', () => {
    const common = (list) =>
      list.filter(({ name }) => !/^WEBSITE|ACCESS_CODE|PLATFORMLOGINON/.test(name));
    const [site, app] = HOSTINGS.map(
      (hosting) => deployed({ hosting, ...STAGES['with-code'] }).resources,
    );

    assert.deepEqual(
      common(site.site.properties.siteConfig.appSettings),
      common(app.containerApp.properties.template.containers[0].env),
    );
  });

  it('logs to Log Analytics, and so does Voice Live', () => {
    for (const hosting of HOSTINGS) {
      const { resources } = deployed({ hosting, containerImage: IMAGE });
      const targets = Object.values(resources)
        .filter(({ type }) => type === 'Microsoft.Insights/diagnosticSettings')
        .map(({ scope, properties }) => {
          assert.equal(properties.workspaceId, resources.logs.id);
          return scope;
        });

      assert.deepEqual(
        targets.sort(),
        [(resources.site ?? resources.containerEnvironment).id, resources.voiceAccount.id].sort(),
      );
    }
  });
});

describe('parameters', () => {
  it('let a developer use the Voice Live account too, and nothing else', () => {
    for (const { name, parameters } of COMBINATIONS) {
      const without = deployed(parameters).resources;
      const { resources } = deployed({ ...parameters, developerPrincipalId: DEVELOPER });
      const added = Object.keys(resources).filter((symbol) => !(symbol in without));

      assert.deepEqual(added, ['developerMayTalk', 'developerMayUseFoundry'], name);
      for (const symbol of added) {
        assert.equal(resources[symbol].scope, resources.voiceAccount.id);
        assert.equal(resources[symbol].properties.principalId, DEVELOPER);
        assert.equal(resources[symbol].properties.principalType, 'User');
        assert.deepEqual(problemsOf(symbol, resources[symbol]), []);
      }
    }
  });

  it('put Voice Live into a region of its own', () => {
    const { resources } = deployed({ voiceLocation: 'eastus2' });

    assert.equal(resources.voiceAccount.location, 'eastus2');
    assert.equal(resources.plan.location, 'swedencentral');
  });

  it('restore a deleted account only when told so', () => {
    assert.equal(deployed({}).resources.voiceAccount.properties.restore, null);
    assert.equal(
      deployed({ restoreVoiceAccount: true }).resources.voiceAccount.properties.restore,
      true,
    );
  });

  it('that make no sense are refused', () => {
    assert.throws(
      () => deployed({ hosting: 'kubernetes' }),
      /must be one of appservice, containerapp/,
    );
    assert.throws(() => deployed({ login: 'open' }), /must be one of code, entra/);
    assert.throws(() => deployed({ instances: 0 }), /from 1 to 10/);
    assert.throws(
      () => deployed({ environmentName: 'a-name-of-21-letters!' }),
      /20 characters or less/,
    );
    assert.throws(() => deployed({ colour: 'red' }), /no parameter "colour"/);
  });

  it('give the same names again, and others for another group name', () => {
    const names = (parameters) => Object.values(deployed(parameters).resources).map(({ id }) => id);

    assert.deepEqual(names({}), names({}));
    assert.notDeepEqual(names({}), names({ environmentName: 'other' }));
  });
});

describe('the checks of these tests', () => {
  const broken = (change) => () => {
    const template = readTemplate();
    change(template);
    const { resources } = deployed({ containerImage: IMAGE }, template);
    const problems = Object.entries(resources).flatMap(([symbol, each]) =>
      problemsOf(symbol, each),
    );
    if (problems.length) throw new Error(problems.join('\n'));
  };

  it('find what is wrong in a template', () => {
    const cases = [
      [
        (t) => (t.resources.site.properties.httpOnly = true),
        /SiteProperties has no such property|no such property/,
      ],
      [(t) => (t.resources.site.properties.httpsOnly = 'yes'), /wants true or false/],
      [(t) => delete t.resources.plan.location, /lacks location/],
      [(t) => (t.resources.plan.apiVersion = '1999-01-01'), /the types are of/],
      [(t) => (t.resources.registry.name = 'no-hyphens-here!'), /does not match/],
      [(t) => (t.resources.site.properties.siteConfig.minTlsVersion = '0.9'), /none of/],
      [(t) => (t.resources.plan.dependsOn = ['nothing']), /depends on "nothing"/],
      [(t) => (t.resources.plan.dependsOn = ['site']), /a circle/],
      [(t) => (t.variables.siteName = '[parameters(]'), /expected more/],
      [(t) => (t.variables.siteName = "[variables('nothing')]"), /no variable "nothing"/],
      [(t) => (t.resources.site.name = 'a/b'), /wants 1 names, not 2/],
      [
        (t) => (t.outputs.SERVICE_APP_URI.value = "[reference('containerApp').id]"),
        /does not make it/,
      ],
      [(t) => (t.outputs.SERVICE_APP_URI.value = '[listKeys()]'), /not known here/],
      [(t) => (t.outputs.SERVICE_APP_URI.value = '[true()]'), /not of type string/],
    ];
    for (const [change, complaint] of cases) assert.throws(broken(change), complaint);
    assert.doesNotThrow(broken(() => {}));
  });
});
