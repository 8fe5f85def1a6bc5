import { expect, it } from 'vitest';
import { validatingResolvers } from '@/smtp-worker/delivery/dane/validating-resolvers';

it('Configured resolvers are believed wherever they are', () => {
  expect(validatingResolvers(['192.0.2.1', '192.0.2.2:5353', '[2001:db8::1]:5353', '2001:db8::2'])).toEqual([
    { address: '192.0.2.1', port: 53 },
    { address: '192.0.2.2', port: 5353 },
    { address: '2001:db8::1', port: 5353 },
    { address: '2001:db8::2', port: 53 },
  ]);
});

it('Of the resolvers of the system those on this machine alone are believed', () => {
  const system = ['192.0.2.1', '127.0.0.53', '::1', '2001:db8::1', '127.0.0.1:5353'];
  expect(validatingResolvers([], system).map(({ address }) => address)).toEqual(['127.0.0.53', '::1', '127.0.0.1']);
  expect(validatingResolvers([], ['192.0.2.1'])).toEqual([]);
});
