/** A certificate for the hosts that stand in for Azure's, good for this run only. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where systems keep the certificates that they trust. */
const SYSTEM_TRUST = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

/** Writes key, certificate and a list of trusted certificates with it into directory. */
export function makeCertificate(directory, hosts) {
  const file = (name) => join(directory, name);
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=Azure stand-in', '-addext', `subjectAltName=${names}`],
      ...['-keyout', file('key.pem'), '-out', file('cert.pem')],
    ],
    { stdio: 'pipe' },
  );
  const system = SYSTEM_TRUST.find(existsSync);
  const own = readFileSync(file('cert.pem'), 'utf8');
  writeFileSync(file('trust.pem'), own + (system ? readFileSync(system, 'utf8') : ''));
  return { key: readFileSync(file('key.pem')), cert: own, trust: file('trust.pem') };
}
