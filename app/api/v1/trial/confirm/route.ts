import { confirmTrialRoute } from '@/lib/api/routes/revisions';

export const POST = confirmTrialRoute.handle;
