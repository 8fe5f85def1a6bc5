import { listCertificatesRoute } from '@/lib/api/routes/status';

export const GET = listCertificatesRoute.handle;
