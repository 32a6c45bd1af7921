import type { Migration } from '../../database/migrations.ts'

/**
 * Merges that lead back to where they begin are no rows any more (decision 33). A row of an id merged into itself was the last word on that id, since nothing could come after it: it goes. Where a longer circle is left,
 * the link tables are emptied, and folded again from their log.
 */
export const noCircularMerges: Migration = {
  name: '0007-no-circular-merges',
  statements: [
    'delete from link_merged where id = into_id',
    `do $block$ begin
      if exists (
        with recursive way (id, into_id) as (
          select id, into_id from link_merged
          union select way.id, next.into_id from way join link_merged as next on next.id = way.into_id
        ) select from way where id = into_id
      ) then
        delete from link_claim; delete from link_person; delete from link_token; delete from link_proceeding;
        delete from link_case; delete from link_merged; delete from link_left; delete from link_split;
        delete from log_head where log = 'links';
        delete from consumer_offset where consumer in ('intake-links', 'intake-epoch');
      end if;
    end $block$`,
  ],
}
