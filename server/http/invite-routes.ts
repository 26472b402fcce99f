/** Making, listing and revoking invites. Nobody gives or takes away a role that they may not give. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { isUuid } from '../../shared/ids.ts';
import { mayInvite } from '../../shared/permissions.ts';
import { roles } from '../../shared/roles.ts';
import { limits } from '../../shared/protocol.ts';
import {
  inviteDaysDefault,
  listInvites,
  makeInvite,
  readRoleOfInvite,
  revokeInvite,
} from '../people/invites.ts';
import type { AppEnv } from './app-env.ts';
import { sendProblem } from './problems.ts';
import { readSmallBody } from './read-json.ts';
import { sendJson } from './send-json.ts';
import { signedIn, type SignInDeps } from './signed-in.ts';

function wholeNumber(max: number) {
  const range = `a whole number from 1 to ${max}`;
  return v.pipe(
    v.number(range),
    v.safeInteger(range),
    v.minValue(1, range),
    v.maxValue(max, range),
  );
}

const inviteBody = v.object({
  role: v.picklist(roles),
  uses: v.nullish(wholeNumber(limits.inviteUsesMax), 1),
  days: v.nullish(wholeNumber(limits.inviteDaysMax), inviteDaysDefault),
});

export interface InviteRouteDeps extends SignInDeps {
  readonly publicUrl: string;
}

/** The code stands behind the `#`, which browsers never send: so it is in no log. */
export function joinLink(publicUrl: string, code: string): string {
  return `${publicUrl}/join#${code}`;
}

export function inviteRoutes(deps: InviteRouteDeps): Hono<AppEnv> {
  const { people, publicUrl } = deps;
  const routes = new Hono<AppEnv>();
  routes.use(signedIn(deps));

  routes.post('/', async (c) => {
    const body = await readSmallBody(c, inviteBody);
    if (!body.ok) return sendProblem(c, body.failure);
    const actor = c.get('actor');
    if (!mayInvite(actor.role, body.value.role)) return sendProblem(c, { kind: 'forbidden' });
    const { spaceId } = actor;
    const createdBy = c.get('session')?.personId ?? null;
    const made = await makeInvite(people, { ...body.value, spaceId, createdBy });
    return sendJson(c, { ...made, link: joinLink(publicUrl, made.code) });
  });

  routes.get('/', async (c) => {
    const { spaceId, role } = c.get('actor');
    if (role === 'member') return sendProblem(c, { kind: 'forbidden' });
    const invites = await listInvites(people, spaceId);
    return sendJson(
      c,
      invites.filter((invite) => mayInvite(role, invite.role)),
    );
  });

  routes.delete('/:id', async (c) => {
    const { spaceId, role } = c.get('actor');
    const id = c.req.param('id');
    const invited = isUuid(id) ? await readRoleOfInvite(people, spaceId, id) : undefined;
    if (role === 'member') return sendProblem(c, { kind: 'forbidden' });
    if (invited === undefined) return sendProblem(c, { kind: 'inviteUnknown' });
    if (!mayInvite(role, invited)) return sendProblem(c, { kind: 'forbidden' });
    await revokeInvite(people, spaceId, id);
    return c.body(null, 204);
  });

  return routes;
}
