import { catalogueRoute } from '@/lib/api/routes/description';

export const GET = catalogueRoute.handle;
