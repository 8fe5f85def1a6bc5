import { createSmtpUserRoute, listSmtpUsersRoute } from '@/lib/api/routes/smtp-users';

export const GET = listSmtpUsersRoute.handle;
export const POST = createSmtpUserRoute.handle;
