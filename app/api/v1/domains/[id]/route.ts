import { deleteDomainRoute, saveDomainRoute, showDomainRoute } from '@/lib/api/routes/domains';

export const GET = showDomainRoute.handle;
export const PUT = saveDomainRoute.handle;
export const DELETE = deleteDomainRoute.handle;
