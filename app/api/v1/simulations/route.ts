import { simulateRoute } from '@/lib/api/routes/simulations';

export const POST = simulateRoute.handle;
