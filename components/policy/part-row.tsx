'use client';

import { ActionIcon, Button, Input, Text, VisuallyHidden } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import type { Field } from '@/lib/policy/fields';
import { ParameterWidget } from './param-widgets';
import type { Parameters } from './rule-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly label: string;
  /** The row as a whole, read aloud: "Condition 2: Sender domain". */
  readonly name: string;
  readonly help: string;
  /** The condition or action as a clause; null while its parameters are not valid. Stands beside a lone checkbox, whose two states need words. */
  readonly meaning: string | null;
  readonly fields: readonly Field[];
  readonly parameters: Parameters;
  readonly onChange: (parameters: Parameters) => void;
  readonly onRemove: () => void;
  readonly removeLabel: string;
  readonly errors: FormErrors;
  /** Of this condition or action in the request: `conditions.0`. */
  readonly path: string;
  /** Labels of several fields are shown above them; else the row's own label says enough, and they are only read aloud. */
  readonly labelled: boolean;
  /** It has just been added: its first field takes the focus. */
  readonly takesFocus: boolean;
  readonly children?: ReactNode;
}

/** One condition or action: its label, a widget per parameter, a bin. Optional parameters appear on demand while they are empty. */
export function PartRow(props: Props) {
  const { label, name, help, meaning, fields, parameters, onChange, onRemove, removeLabel, errors, path, labelled, takesFocus, children } =
    props;
  const t = useTranslations('rules.editor');
  const errorText = useErrorText();
  const helpId = useId();
  const fieldsRef = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (takesFocus) fieldsRef.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [takesFocus]);

  const possible = fields.filter((field) => isShown(field, parameters));
  const optional = possible.filter((field) => field.optional === true);
  const inUse = (field: Field) => !isEmpty(parameters[field.name]) || errorAt(errors, `${path}.parameters.${field.name}`) !== undefined;
  const allShown = wanted || optional.some(inUse);
  const shown = allShown ? possible : possible.filter((field) => field.optional !== true);
  const own = errors.get(path) ?? errors.get(`${path}.parameters`);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid with its legend in it
    <div className={classes.part} role="group" aria-label={name} aria-describedby={helpId}>
      <div className={classes.partHead} title={help}>
        {children}
        <span className={classes.partLabel}>{label}</span>
        <VisuallyHidden id={helpId}>{help}</VisuallyHidden>
      </div>
      <div className={classes.partFields} ref={fieldsRef}>
        <ParameterFields
          shown={shown}
          rowLabel={label}
          labelsShown={labelled && shown.length > 1}
          parameters={parameters}
          onChange={(field, value) => onChange(withParameter(fields, parameters, field, value))}
          errors={errors}
          path={path}
        />
        {shown.every((field) => field.widget === 'checkbox') && (
          <Text size="sm" c="dimmed" className={classes.meaning}>
            {meaning}
          </Text>
        )}
        {optional.length > 0 && !allShown && (
          <Button variant="subtle" size="compact-sm" className={classes.optional ?? ''} onClick={() => setWanted(true)}>
            {t('optionalFields')}
          </Button>
        )}
        {own !== undefined && (
          <Input.Error className={classes.partError} data-lone-error tabIndex={-1}>
            {errorText(own)}
          </Input.Error>
        )}
      </div>
      <ActionIcon
        className={classes.bin}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <IconTrash size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
    </div>
  );
}

interface ParametersProps {
  readonly shown: readonly Field[];
  readonly rowLabel: string;
  readonly labelsShown: boolean;
  readonly parameters: Parameters;
  readonly onChange: (field: string, value: unknown) => void;
  readonly errors: FormErrors;
  readonly path: string;
}

function ParameterFields({ shown, rowLabel, labelsShown, parameters, onChange, errors, path }: ParametersProps) {
  const locale = useLocale();
  const errorText = useErrorText();
  return shown.map((field) => {
    const place = `${path}.parameters.${field.name}`;
    return (
      <ParameterWidget
        key={field.name}
        field={asAsked(field, parameters)}
        label={field.label[locale]}
        labelShown={labelsShown || (field.widget === 'checkbox' && field.label[locale] !== rowLabel)}
        value={parameters[field.name]}
        onChange={(value) => onChange(field.name, value)}
        error={errorText(errorAt(errors, place))}
        ownError={errorText(errors.get(place))}
        errorAt={(inside) => errorText(errorAt(errors, `${place}.${inside}`))}
      />
    );
  });
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isShown({ shownWhen }: Field, parameters: Parameters): boolean {
  return shownWhen === undefined || holds(shownWhen, parameters);
}

function holds({ name, isOneOf }: NonNullable<Field['shownWhen']>, parameters: Parameters): boolean {
  return isOneOf.some((value) => value === parameters[name]);
}

/** A regular expression may hold commas and spaces where the other operators take words. */
function asAsked(field: Field, parameters: Parameters): Field {
  if (field.widget !== 'words' || field.textsWhen === undefined || !holds(field.textsWhen, parameters)) return field;
  const { textsWhen: _, ...rest } = field;
  return { ...rest, widget: 'texts' };
}

/** The parameters with one changed; those that are no longer shown are not stored. */
function withParameter(fields: readonly Field[], parameters: Parameters, name: string, value: unknown): Parameters {
  const changed = { ...parameters, [name]: value };
  const hidden = new Set(fields.filter((field) => !isShown(field, changed)).map((field) => field.name));
  return Object.fromEntries(Object.entries(changed).filter(([key]) => !hidden.has(key)));
}
