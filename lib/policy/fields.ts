import type { Localised } from '@/lib/i18n/locales';
import type { ListKind } from './named-list';

/**
 * How the editor asks for one parameter of a condition or action. `components/policy/param-widgets.tsx` maps each widget to a
 * React component, exhaustively. `name` is the key of the parameter in the stored object.
 */
export type Field = FieldBase &
  (
    | { readonly widget: 'checkbox' }
    | { readonly widget: 'choice'; readonly options: readonly Option[] }
    /** One or more of the options. */
    | { readonly widget: 'choices'; readonly options: readonly Option[] }
    /** Lists of text: `texts` of any, which may hold spaces and commas. `domains` may hold wildcards where the operator says so. */
    | { readonly widget: 'domains' | 'texts' | 'networks' }
    /** Lists of such texts as hold no spaces and commas, but for when another parameter has one of these values. */
    | { readonly widget: 'words'; readonly textsWhen?: When }
    /** `[{ host, port }]`, in order of preference; port null is the default port. */
    | { readonly widget: 'hosts' }
    /** Names of named lists with `of` in them, whose entries are added to those of the parameter `into`. */
    | { readonly widget: 'named-lists'; readonly of: ListKind; readonly into: string }
    /** A time of day, `08:30`; the name of a time zone, `Europe/Berlin`. */
    | { readonly widget: 'time' | 'time-zone' }
    /** Of a next hop: typed, or stored before and not shown. */
    | { readonly widget: 'password' }
    /** A number of octets or of seconds, asked for with a unit. */
    | { readonly widget: 'size' | 'duration' }
    | { readonly widget: 'text' | 'number' | 'reply-code' | 'enhanced-code' }
  );

interface When {
  readonly name: string;
  readonly isOneOf: readonly string[];
}

export interface Option {
  readonly value: string;
  readonly label: Localised;
}

interface FieldBase {
  readonly name: string;
  readonly label: Localised;
  /** Shown and stored only while another parameter has one of these values. */
  readonly shownWhen?: When;
  readonly optional?: boolean;
}
