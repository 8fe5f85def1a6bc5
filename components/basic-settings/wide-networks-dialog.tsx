'use client';

import { useTranslations } from 'use-intl';
import { TypedConfirmDialog } from '@/components/ui/typed-confirm-dialog';
import type { NetworkBreadth } from './wide-networks';

interface Props {
  /** Empty closes the dialog. */
  readonly networks: readonly NetworkBreadth[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The widest network must be typed. */
export function WideNetworksDialog({ networks, onConfirm, onClose }: Props) {
  const t = useTranslations('basicSettings.routing');
  return (
    <TypedConfirmDialog
      opened={networks.length > 0}
      title={t('confirmTitle')}
      expected={networks.map(({ network }) => network).join(', ')}
      confirmLabel={t('confirmButton')}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {networks.some(({ kind }) => kind === 'everybody') ? t('confirmOpen') : t('confirmWide')}
    </TypedConfirmDialog>
  );
}
