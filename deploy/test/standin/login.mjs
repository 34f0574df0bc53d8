/** Microsoft Entra ID, as far as "az login --service-principal" needs it. */
import { PLACE } from '../arm/charla.mjs';

const LOGIN = 'https://login.microsoftonline.com';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that nobody checks. */
export const token = () =>
  `${part({ alg: 'none' })}.${part({
    tid: PLACE.tenant,
    oid: '99999999-0000-4000-8000-000000000001',
    idtyp: 'app',
    exp: Math.floor(Date.now() / 1000) + 3600,
  })}.none`;

export function answerLogin({ path }) {
  const base = `${LOGIN}/${PLACE.tenant}`;
  if (path.endsWith('/.well-known/openid-configuration')) {
    return {
      status: 200,
      body: {
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      },
    };
  }
  if (path.endsWith('/discovery/instance')) {
    return {
      status: 200,
      body: {
        tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`,
        'api-version': '1.1',
        metadata: [
          {
            preferred_network: 'login.microsoftonline.com',
            preferred_cache: 'login.windows.net',
            aliases: ['login.microsoftonline.com', 'login.windows.net'],
          },
        ],
      },
    };
  }
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: token() },
  };
}
