/** Charla's template, and what Azure would add to the resources it makes. */
import { readFileSync } from 'node:fs';
import { Deployment } from './deployment.mjs';
import { FUNCTIONS } from './expression.mjs';

export const readTemplate = () =>
  JSON.parse(readFileSync(new URL('../../azure/resources.json', import.meta.url), 'utf8'));

export const PLACE = {
  subscription: '11111111-2222-4333-8444-555555555555',
  tenant: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  group: 'rg-charla',
  location: 'swedencentral',
};

/** Properties that Azure sets itself, as far as the template or the script asks for them. */
export function madeByAzure({ type, name, properties }) {
  switch (type) {
    case 'Microsoft.ManagedIdentity/userAssignedIdentities':
      return {
        principalId: FUNCTIONS.guid(name, 'principal'),
        clientId: FUNCTIONS.guid(name, 'client'),
      };
    case 'Microsoft.ContainerRegistry/registries':
      return { loginServer: `${name}.azurecr.io` };
    case 'Microsoft.Web/sites':
      return { defaultHostName: `${name}.azurewebsites.net`, state: 'Running' };
    case 'Microsoft.App/containerApps':
      return {
        configuration: {
          ...properties.configuration,
          ingress: {
            ...properties.configuration.ingress,
            fqdn: `${name}.example.azurecontainerapps.io`,
          },
        },
      };
    default:
      return {};
  }
}

/** The template with these parameters: its resources by symbol, and its outputs. */
export const deployed = (parameters, template = readTemplate()) =>
  new Deployment(template, { environmentName: 'charla', ...parameters }, PLACE).run(madeByAzure);
