import { changePasswordRoute } from '@/lib/api/routes/account';

export const PUT = changePasswordRoute.handle;
