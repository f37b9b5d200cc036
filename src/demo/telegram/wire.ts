// What travels over the Bot API, as far as the emulator serves it. Fields that are undefined are left out of the JSON.

export interface WireUser {
  id: number
  is_bot: boolean
  first_name: string
  username?: string | undefined
  language_code?: string | undefined
  can_join_groups?: boolean | undefined
  can_read_all_group_messages?: boolean | undefined
  supports_inline_queries?: boolean | undefined
  can_connect_to_business?: boolean | undefined
  has_main_web_app?: boolean | undefined
}

export interface WireChat {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string | undefined
  username?: string | undefined
  first_name?: string | undefined
}

export interface WireEntity {
  type: string
  offset: number
  length: number
  url?: string | undefined
  user?: WireUser | undefined
  language?: string | undefined
  custom_emoji_id?: string | undefined
  unix_time?: number | undefined
  date_time_format?: string | undefined
}

export interface WireButton {
  text: string
  style?: string | undefined
  callback_data?: string | undefined
  url?: string | undefined
  copy_text?: { text: string } | undefined
  disabled?: Record<string, never> | undefined
}

export interface WireKeyboard {
  inline_keyboard: WireButton[][]
  force_reply?: boolean | undefined
}

export interface WirePhotoSize {
  file_id: string
  file_unique_id: string
  width: number
  height: number
  file_size: number
}

export interface WireDocument {
  file_id: string
  file_unique_id: string
  file_name?: string | undefined
  mime_type?: string | undefined
  file_size: number
}

export type WireOrigin =
  | { type: 'user'; date: number; sender_user: WireUser }
  | { type: 'hidden_user'; date: number; sender_user_name: string }

/** The parts of a message that say what happened in the chat instead of what somebody wrote. */
export interface WireService {
  new_chat_members?: WireUser[]
  left_chat_member?: WireUser
  new_chat_title?: string
  group_chat_created?: true
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
  pinned_message?: WireMessage | WireInaccessibleMessage
}

export interface WireMessage extends WireService {
  message_id: number
  from?: WireUser | undefined
  sender_chat?: WireChat | undefined
  date: number
  chat: WireChat
  forward_origin?: WireOrigin | undefined
  reply_to_message?: WireMessage | undefined
  quote?: { text: string; position: number; is_manual: true } | undefined
  edit_date?: number | undefined
  has_protected_content?: true | undefined
  media_group_id?: string | undefined
  text?: string | undefined
  entities?: WireEntity[] | undefined
  document?: WireDocument | undefined
  photo?: WirePhotoSize[] | undefined
  caption?: string | undefined
  caption_entities?: WireEntity[] | undefined
  reply_markup?: WireKeyboard | undefined
}

export interface WireInaccessibleMessage {
  chat: WireChat
  message_id: number
  date: 0
}

export interface WireCallbackQuery {
  id: string
  from: WireUser
  message: WireMessage | WireInaccessibleMessage
  chat_instance: string
  data: string
}

export type WireMember =
  | { status: 'creator'; user: WireUser; is_anonymous: boolean }
  | {
      status: 'administrator'
      user: WireUser
      can_be_edited: boolean
      is_anonymous: boolean
      [right: `can_${string}`]: boolean
    }
  | { status: 'member'; user: WireUser }
  | { status: 'left'; user: WireUser }
  | { status: 'kicked'; user: WireUser; until_date: number }

export interface WireMemberUpdate {
  chat: WireChat
  from: WireUser
  date: number
  old_chat_member: WireMember
  new_chat_member: WireMember
}

export interface UpdateBody {
  message?: WireMessage
  edited_message?: WireMessage
  callback_query?: WireCallbackQuery
  my_chat_member?: WireMemberUpdate
  chat_member?: WireMemberUpdate
}

export type UpdateKind = keyof UpdateBody

export type WireUpdate = UpdateBody & { update_id: number }

export interface WireCommand {
  command: string
  description: string
}

export interface ErrorParameters {
  retry_after?: number
  migrate_to_chat_id?: number
}

export type Envelope =
  | { ok: true; result: unknown; description?: string | undefined }
  | { ok: false; error_code: number; description: string; parameters?: ErrorParameters | undefined }
