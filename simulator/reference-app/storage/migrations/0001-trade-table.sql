-- The trade table of a front-end server, after the public description of o_Trade; columns are those of docs/integration.md
-- chapter 5 and the few that the application works with. No column holds a person.

CREATE TABLE o_Trade (
  T_TradeNo varchar(22) PRIMARY KEY,
  TT_TradeNo char(12) NOT NULL UNIQUE,
  T_TradeDate timestamp NOT NULL,
  T_State integer NOT NULL,
  T_HasRefundmented integer NOT NULL DEFAULT 0,
  T_PartialReturnFlag integer NOT NULL DEFAULT 0,
  T_ConfirmTime timestamp,
  T_HadDealFlag integer NOT NULL DEFAULT 0,
  T_HadDealTime timestamp,
  T_Version1 varchar(20) NOT NULL,
  T_Version2 varchar(20) NOT NULL,
  T_RedListVersion varchar(20) NOT NULL,
  T_SignVersion varchar(20) NOT NULL,
  T_HisInterfaceVersion varchar(20) NOT NULL,
  T_SendMsgID varchar(30) NOT NULL,
  T_SetTid varchar(30),
  T_IsCapinfo integer NOT NULL DEFAULT 0,
  FeeAll numeric(12,2) NOT NULL,
  FeeIn numeric(12,2) NOT NULL,
  FeeOut numeric(12,2) NOT NULL,
  FundPay numeric(12,2) NOT NULL,
  SelfPayAll numeric(12,2) NOT NULL
);
CREATE INDEX IX_QUERY ON o_Trade (T_TradeDate, T_State, T_HasRefundmented);

-- Ages are taken by the database's own clock, and T_TradeDate has no zone: it is the hospital's local time.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'Asia/Shanghai'); END $$;
