'use client';

import { Autocomplete, Checkbox, Chip, Group, Input, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { DurationInput } from '@/components/ui/duration-input';
import { EntryListInput } from '@/components/ui/entry-list-input';
import { useErrorText } from '@/components/ui/error-text';
import { type HostRow, HostRows } from '@/components/ui/host-rows';
import { NextHopPasswordInput } from '@/components/ui/next-hop-password-input';
import { SizeInput } from '@/components/ui/size-input';
import type { ErrorCode } from '@/lib/i18n/messages/errors';
import { toDomain } from '@/lib/mail/domain';
import { toNetwork } from '@/lib/mail/network';
import { passwordSchema } from '@/lib/policy/authentication';
import type { Field } from '@/lib/policy/fields';
import { NamedListsWidget } from './named-lists-widget';
import classes from './param-widgets.module.css';
import type { WidgetProps } from './widget-props';

/** How each kind of parameter is asked for. A new widget in lib/policy/fields.ts does not compile until it has its component here. */
const WIDGETS: { readonly [Widget in Field['widget']]: (props: WidgetProps) => ReactNode } = {
  checkbox: CheckboxWidget,
  choice: ChoiceWidget,
  choices: ChoicesWidget,
  domains: (props) => <ListWidget {...props} canonical={toDomainOrPattern} invalid="domain.invalid" placeholder="domainPlaceholder" />,
  texts: (props) => <ListWidget {...props} canonical={(text) => text} wholeLines />,
  words: (props) => <ListWidget {...props} canonical={(text) => text} />,
  networks: (props) => <ListWidget {...props} canonical={toNetwork} invalid="network.invalid" placeholder="networkPlaceholder" />,
  hosts: HostsWidget,
  'named-lists': NamedListsWidget,
  time: TimeWidget,
  'time-zone': TimeZoneWidget,
  password: PasswordWidget,
  text: (props) => <TextWidget {...props} className={classes.text} />,
  number: NumberWidget,
  size: SizeWidget,
  duration: DurationWidget,
  'reply-code': NumberWidget,
  'enhanced-code': (props) => <TextWidget {...props} className={classes.code} />,
};

export function ParameterWidget(props: WidgetProps) {
  const Widget = WIDGETS[props.field.widget];
  return <Widget {...props} />;
}

function labelProps({ label, labelShown, field }: WidgetProps, optional: string) {
  return labelShown ? { label: field.optional === true ? `${label} (${optional})` : label } : { 'aria-label': label };
}

function CheckboxWidget({ label, labelShown, value, onChange, error }: WidgetProps) {
  return (
    <Checkbox
      className={classes.checkbox}
      {...(labelShown ? { label } : { 'aria-label': label })}
      checked={value === true}
      error={error}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function ChoiceWidget(props: WidgetProps) {
  const locale = useLocale();
  const t = useTranslations('ui');
  const { field, value, onChange, error } = props;
  const options = field.widget === 'choice' ? field.options : [];
  return (
    <NativeSelect
      {...labelProps(props, t('optional'))}
      className={classes.choice}
      data={options.map((option) => ({ value: option.value, label: option.label[locale] }))}
      value={textOf(value)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function ChoicesWidget(props: WidgetProps) {
  const locale = useLocale();
  const { field, label, labelShown, value, onChange, error } = props;
  const options = field.widget === 'choices' ? field.options : [];
  const chosen = Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  return (
    <Chip.Group multiple value={chosen} onChange={onChange}>
      <Input.Wrapper labelElement="div" {...(labelShown ? { label } : {})} error={error}>
        <Group role="group" aria-label={label} gap={6} className={classes.choices}>
          {options.map((option) => (
            <Chip key={option.value} value={option.value} size="xs" variant="outline">
              {option.label[locale]}
            </Chip>
          ))}
        </Group>
      </Input.Wrapper>
    </Chip.Group>
  );
}

function TimeWidget(props: WidgetProps) {
  const t = useTranslations('ui');
  const { value, onChange, error } = props;
  return (
    <TextInput
      type="time"
      {...labelProps(props, t('optional'))}
      className={classes.time}
      value={textOf(value)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function TimeZoneWidget(props: WidgetProps) {
  const t = useTranslations('ui');
  const { value, onChange, error } = props;
  return (
    <Autocomplete
      {...labelProps(props, t('optional'))}
      className={classes.text}
      data={Intl.supportedValuesOf('timeZone')}
      limit={50}
      value={textOf(value)}
      error={error}
      onChange={onChange}
      spellCheck={false}
    />
  );
}

interface ListWidgetProps extends WidgetProps {
  readonly canonical: (text: string) => string | null;
  /** Code of the error of an entry without a canonical form. */
  readonly invalid?: ErrorCode;
  readonly placeholder?: 'domainPlaceholder' | 'networkPlaceholder';
  readonly wholeLines?: boolean;
}

function ListWidget({ label, labelShown, value, onChange, error, canonical, invalid, placeholder, wholeLines = false }: ListWidgetProps) {
  const t = useTranslations('ui.list');
  const errorText = useErrorText();
  return (
    <div className={classes.list}>
      <EntryListInput
        label={label}
        hideLabel={!labelShown}
        {...(placeholder === undefined ? {} : { placeholder: t(placeholder) })}
        value={Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []}
        onChange={onChange}
        canonical={canonical}
        wholeLines={wholeLines}
        invalidReason={errorText(invalid) ?? ''}
        error={error}
      />
    </div>
  );
}

function TextWidget({ className, ...props }: WidgetProps & { readonly className: string | undefined }) {
  const t = useTranslations('ui');
  const { value, onChange, error, field } = props;
  return (
    <TextInput
      {...labelProps(props, t('optional'))}
      {...(className === undefined ? {} : { className })}
      value={textOf(value)}
      error={error}
      onChange={(event) => {
        const { value: typed } = event.currentTarget;
        onChange(typed === '' && field.optional === true ? null : typed);
      }}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
    />
  );
}

function PasswordWidget({ label, labelShown, value, onChange, error }: WidgetProps) {
  const password = passwordSchema.safeParse(value).data ?? { kind: 'typed', text: typedText(value) };
  return <NextHopPasswordInput label={label} hideLabel={!labelShown} value={password} onChange={onChange} error={error} />;
}

/** What was typed, also while it is no password yet. */
function typedText(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value ? textOf(value.text) : '';
}

function NumberWidget(props: WidgetProps) {
  const t = useTranslations('ui');
  const { value, onChange, error } = props;
  return (
    <NumberInput
      {...labelProps(props, t('optional'))}
      className={classes.code}
      value={typeof value === 'number' ? value : textOf(value)}
      onChange={(typed) => onChange(typed === '' ? null : typed)}
      error={error}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      hideControls
    />
  );
}

function HostsWidget({ value, onChange, ownError, errorAt }: WidgetProps) {
  return (
    <div className={classes.hosts}>
      <HostRows
        value={hostRowsOf(value)}
        onChange={onChange}
        defaultPort={null}
        error={(row, field) => errorAt(`${row}.${field}`) ?? (row === 0 && field === 'host' ? ownError : undefined)}
      />
    </div>
  );
}

function hostRowsOf(value: unknown): HostRow[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null) return { host: '', port: null };
    return {
      host: 'host' in row && typeof row.host === 'string' ? row.host : '',
      port: 'port' in row && typeof row.port === 'number' ? row.port : null,
    };
  });
}

/** A domain in its canonical form; a pattern with wildcards as typed: whether one may stand here depends on the operator. */
function toDomainOrPattern(text: string): string | null {
  return /[*?]/.test(text) ? text.toLowerCase() : toDomain(text);
}

function DurationWidget(props: WidgetProps) {
  return <DurationInput {...amountProps(props)} />;
}

function SizeWidget(props: WidgetProps) {
  return <SizeInput {...amountProps(props)} />;
}

function amountProps({ label, labelShown, value, onChange, error }: WidgetProps) {
  return { label, hideLabel: !labelShown, value: typeof value === 'number' ? value : null, onChange, error };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
