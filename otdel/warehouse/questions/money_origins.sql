-- Every distinct set of tags seen on visits, touches, leads and deals, with how many rows of each carry it.
with tagged as (
    select
        'leads' as shape, utm_source, utm_medium, utm_campaign, campaign_id,
        split_part(click_id, ':', 1) as click_kind, origin, count(*) as row_count
    from leads group by all
    union all
    select
        'deals', utm_source, utm_medium, utm_campaign, campaign_id,
        split_part(click_id, ':', 1), origin, count(*)
    from deals group by all
    union all
    select
        'touches', utm_source, utm_medium, utm_campaign, campaign_id,
        split_part(click_id, ':', 1), origin, count(*)
    from touches group by all
    union all
    select
        'sessions', utm_source, utm_medium, utm_campaign, campaign_id,
        '', '', sum(coalesce(sessions, 1))
    from sessions group by all
)
select
    utm_source, utm_medium, utm_campaign, campaign_id, click_kind, origin,
    cast(sum(case when shape = 'leads' then row_count else 0 end) as bigint) as leads,
    cast(sum(case when shape = 'deals' then row_count else 0 end) as bigint) as deals,
    cast(sum(case when shape in ('touches', 'sessions') then row_count else 0 end) as bigint) as visits
from tagged
group by utm_source, utm_medium, utm_campaign, campaign_id, click_kind, origin
order by utm_source, utm_medium, utm_campaign, campaign_id, click_kind, origin
