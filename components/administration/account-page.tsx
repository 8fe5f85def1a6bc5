'use client';

import { useTranslations } from 'use-intl';
import { PageHeader } from '@/components/ui/page-header';
import { InterfaceSettings } from './interface-settings';
import { PasswordForm } from './password-form';

/** Page "My Account". */
export function AccountPage() {
  const t = useTranslations('administration.account');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <PasswordForm />
      <InterfaceSettings />
    </>
  );
}
