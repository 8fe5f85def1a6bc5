import { createDomainRoute, listDomainsRoute } from '@/lib/api/routes/domains';

export const GET = listDomainsRoute.handle;
export const POST = createDomainRoute.handle;
