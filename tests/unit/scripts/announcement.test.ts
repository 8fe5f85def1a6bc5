import { expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { announce } from '@/scripts/run/announcement';

const env = readEnv({ DATA_DIR: '/srv/siegel', CONSOLE_HOST: '::1', SMTP_PORT: '25' });

test('tells address, ports and data, and nothing more once there is an administrator and a certificate', () => {
  expect(announce({ env, setupPath: null, selfSigned: false })).toBe(`
Siegel is running. Ctrl-C stops it.

  Console         http://[::1]:3000
  SMTP            0.0.0.0:25              STARTTLS
  SMTPS           0.0.0.0:4465            TLS from the first byte
  Submission      0.0.0.0:5587            STARTTLS, for users who sign in
  Health          http://[::1]:9464/healthz  /readyz  /metrics
  Data            /srv/siegel
`);
});

test('at the first start the one-time link and a warning about the certificate follow', () => {
  const text = announce({ env, setupPath: '/setup?token=secret', selfSigned: true });
  expect(text).toContain('\n  http://[::1]:3000/setup?token=secret\n');
  expect(text).toContain('WARNING: the certificate of the SMTP listeners is a self-signed one');
});
