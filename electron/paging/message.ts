/** The message of a delivery, as it stands in the facts at the moment when it goes out. */
import type { Channel } from '../../shared/delivery/channel.ts'
import type { Subject } from '../../shared/delivery/plan.ts'
import type { DeliveryStatus } from '../../shared/incident/delivery.ts'
import { severityAt, titleOf } from '../../shared/incident/status.ts'
import { groupName, type Playbook } from '../../shared/playbook/schema.ts'
import type { ReadIncident } from '../desk.ts'
import type { Message } from './adapter.ts'

/** @param remote the other system's incident that it joins */
export function messageOf({ id, incident: { state }, playbook }: ReadIncident, { queued }: DeliveryStatus, subject: Subject, remote: string | null): Message {
  const title = titleOf(state)
  return {
    delivery: queued.id,
    incident: { id, title, severity: severityAt(state) },
    ...wordsOf(subject, title, playbook),
    to: queued.data.to ?? null,
    time: queued.fact.recordedAt,
    remote,
  }
}

/** A message that says of itself that it is none. @param id of no delivery @param time UTC */
export function testMessage({ name }: Channel, id: string, time: string): Message {
  return {
    delivery: id,
    incident: { id: 'test', title: 'Test of Knowngood', severity: null },
    about: 'notice',
    whom: name,
    to: null,
    text: 'This is a test of Knowngood. Nothing is wrong, and there is nothing to do.',
    time,
    remote: null,
  }
}

function wordsOf({ about, item }: Subject, title: string, playbook: Playbook): Pick<Message, 'about' | 'whom' | 'text'> {
  switch (about) {
    case 'page':
      return { about, whom: item.data.whom.name, text: item.data.text ?? title }
    case 'notice':
      return { about, whom: item.data.groups.map((group) => groupName(playbook, group)).join(', '), text: item.data.text ?? title }
    case 'update':
      return { about, whom: item.data.audience, text: item.data.text }
  }
}
