import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { forcedTlsIn } from '../support/rules';
import { addAction, addCondition, descriptionOf, LABELS, row, savedAndActive } from './rule-form';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// The rule editor when something is wrong, when it is left, and when two people use it at once.

const l = LABELS.en;
const RULE = forcedTlsIn({ domain: 'mydomain.example' });
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
  // What a test leaves unsaved is dropped; the one that asks about it listens itself.
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => scene?.stop());

beforeEach(() => scene.gateway.setRules([RULE]));

async function openNew(): Promise<void> {
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(l.name).fill('another rule');
}

async function openRule(on = page): Promise<void> {
  await open(on, RULES_PAGE);
  await on.getByRole('link', { name: RULE.name, exact: true }).click();
  await on.getByLabel(l.name).waitFor();
}

function save(on = page): Promise<void> {
  return on.getByRole('button', { name: l.save }).click();
}

describe('an error stands at its field and nothing is saved', () => {
  async function refuses(fill: () => Promise<unknown>, { at, error }: { at: RegExp; error: string }): Promise<void> {
    await openNew();
    await fill();
    const before = await newestRevision(scene.gateway);
    await save();
    await page.getByText('Nothing has been saved.').waitFor();
    const field = page.getByLabel(at).and(page.locator('[aria-invalid="true"]')).first();
    await field.waitFor();
    expect(await descriptionOf(field)).toContain(error);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await newestRevision(scene.gateway)).toBe(before);
  }

  async function reject(): Promise<void> {
    await addAction(page, l, l.smtp, l.action);
  }
  async function relayTo(host: string, port: string): Promise<void> {
    await addAction(page, l, l.relay, l.host);
    await row(page, l.host).getByLabel(l.host, { exact: true }).fill(host);
    await row(page, l.host).getByLabel(l.port, { exact: true }).fill(port);
  }

  it('a name that exists', () =>
    refuses(
      async () => {
        await page.getByLabel(l.name).fill(RULE.name.toUpperCase());
        await reject();
      },
      { at: /^Rule name$/, error: 'This name is already in use.' },
    ));

  it('no name', () =>
    refuses(
      async () => {
        await page.getByLabel(l.name).fill('   ');
        await reject();
      },
      { at: /^Rule name$/, error: 'Enter a name.' },
    ));

  it('a host that is no host', () => refuses(() => relayTo('not a host', '25'), { at: /^Host$/, error: 'This is not a host.' }));

  it.each(['0', '65536'])('the port %s', (port) =>
    refuses(() => relayTo('mail.example', port), { at: /^Port$/, error: 'Enter a port from 1 to 65535.' }),
  );

  it.each(['foo..bar', 'https://example.com/', 'name@example.com'])('the domain %s', (domain) =>
    refuses(
      async () => {
        await addCondition(page, l, l.delivery, l.domain);
        await row(page, l.senderDomain).getByRole('textbox').fill(domain);
        await reject();
      },
      { at: /^Sender domain$/, error: 'This is not a domain name.' },
    ),
  );

  it('a condition without a value', () =>
    refuses(
      async () => {
        await addCondition(page, l, l.delivery, l.domain);
        await reject();
      },
      { at: /^Sender domain$/, error: 'Add at least one entry.' },
    ));

  /** Errors of several fields together belong to none of them: they stand in the part that is wrong, and take the focus. */
  async function refusesPart(fill: () => Promise<unknown>, error: string): Promise<void> {
    await openNew();
    await fill();
    const before = await newestRevision(scene.gateway);
    await save();
    const text = page.locator('[data-lone-error]').filter({ hasText: error });
    await text.waitFor();
    expect(await text.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await newestRevision(scene.gateway)).toBe(before);
  }

  it('no actions', () => refusesPart(async () => undefined, 'Add at least one action.'));

  it('ANY of no condition', () =>
    refusesPart(async () => {
      await page.getByLabel('ANY of the conditions below').check();
      await reject();
    }, 'ANY of no condition never matches.'));

  it('two conditions that cannot be true together', () =>
    refusesPart(async () => {
      await addCondition(page, l, l.connection, l.isSsl);
      await addCondition(page, l, l.connection, l.isSsl);
      await row(page, l.isSsl).getByRole('checkbox').check();
      await reject();
    }, 'This can never be true together with a condition above.'));

  it('relay settings of mail that is not relayed', () =>
    refusesPart(async () => {
      await addCondition(page, l, l.delivery, l.relayingMail);
      await row(page, l.relayingMail).getByRole('checkbox').uncheck();
      await relayTo('mail.example', '25');
    }, 'The relay actions of this rule can never take effect'));
});

it('a group, a negation, a comment and a time span survive a reload', async () => {
  await openRule();
  await page.getByRole('button', { name: 'Not: Is SSL' }).click();
  await page.getByRole('button', { name: 'Add group' }).click();
  await addCondition(page, l, l.recipient, l.domain);
  await row(page, l.recipientDomain).getByRole('textbox').fill('one.example, Bücher.example');
  await addCondition(page, l, l.recipient, 'Address');
  await row(page, 'Recipient address').getByRole('textbox').fill('ceo@two.example');
  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByLabel('Comment').fill('Asked for by the auditors.\nTicket 4711');
  await page.getByLabel('Active from').fill('2030-01-01T08:00');
  await page.getByLabel('Active until').fill('2030-12-31T18:30');
  await save();
  await savedAndActive(page);

  await openRule();
  await reload(page);
  expect(await page.getByRole('button', { name: 'Not: Is SSL' }).getAttribute('aria-pressed')).toBe('true');
  const group = page.getByRole('group', { name: 'Group 1' });
  expect(await group.getByLabel('Group 1 matches').inputValue()).toBe('any');
  await group.getByText('one.example', { exact: true }).waitFor();
  await group.getByText('xn--bcher-kva.example', { exact: true }).waitFor();
  await group.getByText('ceo@two.example', { exact: true }).waitFor();
  expect(await page.getByLabel('Comment').inputValue()).toBe('Asked for by the auditors.\nTicket 4711');
  expect(await page.getByLabel('Active from').inputValue()).toBe('2030-01-01T08:00');
  expect(await page.getByLabel('Active until').inputValue()).toBe('2030-12-31T18:30');
});

it('a regular expression may hold commas and spaces, which part the addresses of a list', async () => {
  await open(page, `${RULES_PAGE}/new`);
  await addCondition(page, l, l.delivery, 'Sender address');
  const addresses = row(page, 'Sender address').getByRole('textbox', { name: 'Sender address' });
  await addresses.fill('a@b.example, c@d.example');
  await addresses.press('Enter');
  await row(page, 'Sender address').getByRole('button', { name: 'Remove c@d.example' }).waitFor();
  await row(page, 'Sender address').getByRole('combobox').selectOption({ label: 'Matches regular expression' });
  await addresses.pressSequentially('^a{1,3} ?@');
  await addresses.press('Enter');
  await row(page, 'Sender address').getByRole('button', { name: 'Remove ^a{1,3} ?@' }).waitFor();
});

describe('leaving with unsaved changes', () => {
  const asking = () => page.getByRole('dialog', { name: 'Leave without saving?' });

  it('by a link: asks, stays with what was typed, or leaves', async () => {
    await openRule();
    await page.getByLabel(l.name).fill('half typed');
    await page.getByRole('link', { name: 'Queue', exact: true }).click();
    await asking().getByRole('button', { name: 'Stay on this page' }).click();
    await asking().waitFor({ state: 'hidden' });
    expect(await page.getByLabel(l.name).inputValue()).toBe('half typed');
    await page.getByRole('link', { name: 'Queue', exact: true }).click();
    await asking().getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  });

  it('by the back button of the browser', async () => {
    await openRule();
    await page.getByLabel(l.name).fill('half typed');
    await page.goBack({ waitUntil: 'commit', timeout: 2000 }).catch(() => null);
    await asking().getByRole('button', { name: 'Stay on this page' }).click();
    expect(await page.getByLabel(l.name).inputValue()).toBe('half typed');
  });

  it('by closing the tab', async () => {
    const other = await scene.newPage();
    await openRule(other);
    await other.getByLabel(l.name).fill('half typed');
    const asked = other.waitForEvent('dialog');
    await other.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
  });

  it('without changes nobody is asked', async () => {
    await openRule();
    await page.getByLabel(l.name).fill('x');
    await page.getByLabel(l.name).fill(RULE.name);
    await page.getByRole('link', { name: 'Queue', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  });
});

describe('two administrators edit one rule', () => {
  const dialogOf = (on: Page) => on.getByRole('dialog', { name: 'Somebody else has saved this rule' });
  let second: Page;

  beforeAll(async () => {
    second = await scene.newPage();
    second.on('dialog', (dialog) => void dialog.accept());
  });

  /** Both open it, the first saves; the second has typed something else, and saves too. */
  async function clash(): Promise<void> {
    await openRule();
    await openRule(second);
    await page.getByLabel(l.name).fill('of the first');
    await save();
    await savedAndActive(page);
    await second.getByLabel(l.name).fill('of the second');
    await save(second);
    await dialogOf(second).getByText('of the first').waitFor();
    expect(await ruleNames()).toEqual(['of the first']);
  }

  async function ruleNames(): Promise<string[]> {
    const { rows } = await scene.gateway.sql.query<{ name: string }>(
      "SELECT name FROM policy_item WHERE kind = 'rule' AND valid_to IS NULL ORDER BY position",
    );
    return rows.map(({ name }) => name);
  }

  it('the second keeps editing: nothing is overwritten, and saving asks again', async () => {
    await clash();
    await dialogOf(second).getByRole('button', { name: 'Keep editing' }).click();
    expect(await second.getByLabel(l.name).inputValue()).toBe('of the second');
    await save(second);
    await dialogOf(second).waitFor();
    expect(await ruleNames()).toEqual(['of the first']);
  });

  it('the second overwrites, knowingly', async () => {
    await clash();
    await dialogOf(second).getByRole('button', { name: 'Overwrite with my version' }).click();
    await savedAndActive(second);
    expect(await ruleNames()).toEqual(['of the second']);
  });

  it('the second takes over what is in force', async () => {
    await clash();
    await dialogOf(second).getByRole('button', { name: 'Discard mine, load the version in force' }).click();
    await dialogOf(second).waitFor({ state: 'hidden' });
    expect(await second.getByLabel(l.name).inputValue()).toBe('of the first');
    expect(await ruleNames()).toEqual(['of the first']);
  });

  it('the first deletes it: the second can save it as a new rule', async () => {
    await openRule(second);
    await second.getByLabel(l.name).fill('of the second');
    await scene.gateway.setRules([]);
    await save(second);
    await second.getByRole('dialog', { name: 'Somebody else has deleted this rule' }).waitFor();
    await second.getByRole('button', { name: 'Save mine as a new rule' }).click();
    await savedAndActive(second);
    expect(await ruleNames()).toEqual(['of the second']);
  });
});
