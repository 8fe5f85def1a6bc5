import { deleteSmtpUserRoute, saveSmtpUserRoute } from '@/lib/api/routes/smtp-users';

export const PUT = saveSmtpUserRoute.handle;
export const DELETE = deleteSmtpUserRoute.handle;
