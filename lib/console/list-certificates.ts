import type { z } from 'zod';
import type { certificateListSchema } from '@/lib/api/contracts/status';
import { type Caller, demand } from './caller';

/** The certificates of the listeners, newest first, without their keys. */
export async function listCertificates(caller: Caller): Promise<z.infer<typeof certificateListSchema>> {
  demand(caller, 'status.read');
  const rows = await caller.db.tlsCertificate.findMany({ orderBy: { createdAt: 'desc' }, omit: { encryptedKey: true } });
  return {
    certificates: rows.map(({ id, hostname, selfSigned, notBefore, notAfter, sha256 }) => ({
      ...{ id, hostname, selfSigned, sha256 },
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    })),
  };
}
