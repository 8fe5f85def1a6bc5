import { describe, expect, it } from 'vitest';
import { ConnectionCount } from '@/smtp-worker/listeners/connection-count';
import { ClientCounts } from '@/smtp-worker/supervision/client-counts';

describe('ClientCounts', () => {
  it('tells each process what the others have open', () => {
    const counts = new ClientCounts();
    for (const process of [1, 2, 3]) counts.join(process);
    counts.report(1, { '192.0.2.1': 5 });
    expect(counts.report(2, { '192.0.2.1': 3, '192.0.2.2': 1 })).toEqual(
      new Map([
        [1, { '192.0.2.1': 3, '192.0.2.2': 1 }],
        [3, { '192.0.2.1': 8, '192.0.2.2': 1 }],
      ]),
    );
  });

  it('tells a process that begins, and takes off what one had that ends', () => {
    const counts = new ClientCounts();
    counts.join(1);
    counts.report(1, { '192.0.2.1': 5 });
    expect(counts.join(2)).toEqual({ '192.0.2.1': 5 });
    expect(counts.leave(1)).toEqual(new Map([[2, { '192.0.2.1': 0 }]]));
  });

  it('forgets clients that have gone', () => {
    const counts = new ClientCounts();
    counts.join(1);
    counts.report(1, { '192.0.2.1': 5 });
    counts.report(1, { '192.0.2.1': 0 });
    expect(counts.join(2)).toEqual({});
  });
});

describe('ConnectionCount', () => {
  it('counts a client over all processes, but what it carries itself alone', () => {
    const changed: string[] = [];
    const count = new ConnectionCount((ip) => changed.push(ip));
    const close = count.add('192.0.2.1');
    count.setElsewhere({ '192.0.2.1': 4, '192.0.2.2': 2 });
    expect([count.of('192.0.2.1'), count.here('192.0.2.1'), count.of('192.0.2.2'), count.all()]).toEqual([5, 1, 2, 1]);
    close();
    close();
    count.setElsewhere({ '192.0.2.2': 0 });
    expect([count.of('192.0.2.1'), count.of('192.0.2.2'), count.all()]).toEqual([4, 0, 0]);
    expect(changed).toEqual(['192.0.2.1', '192.0.2.1']);
  });
});
