PRAGMA foreign_keys = OFF;
PRAGMA user_version = 0;
PRAGMA application_id = 0;
BEGIN TRANSACTION;
CREATE TABLE changes (
        seq INTEGER PRIMARY KEY NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        actor TEXT NOT NULL,
        verb TEXT NOT NULL
    ) STRICT;
INSERT INTO "changes" VALUES(1,1795922411457,'vpc','vpc-06h2am9zr6x23r3qgnqw',1,'system','created');
INSERT INTO "changes" VALUES(2,1795922411457,'vswitch','vsw-06h2am9zr55maaq2dd5b',1,'system','created');
INSERT INTO "changes" VALUES(3,1795922411457,'vswitch','vsw-06h2am9zr5kxg2yhnc4e',1,'system','created');
INSERT INTO "changes" VALUES(4,1795922411457,'vswitch','vsw-06h2am9zr76n3h3we8ze',1,'system','created');
INSERT INTO "changes" VALUES(5,1795922411457,'security_group','sg-06h2am9zr6fxfdqhw4c7',1,'system','created');
INSERT INTO "changes" VALUES(6,1795922411460,'registry_instance','cri-06h2am9zrg1gznkxk37y',1,'system','created');
INSERT INTO "changes" VALUES(7,1795922411460,'namespace','crn-06h2am9zrkgcrqrzatsg',1,'system','created');
INSERT INTO "changes" VALUES(8,1795922411460,'registry_instance','cri-06h2am9zrhknpegf7dk9',1,'system','created');
INSERT INTO "changes" VALUES(9,1795922411462,'quota','quo-06h2am9zrsa647ry9b6m',1,'system','created');
INSERT INTO "changes" VALUES(10,1795922411472,'repository','crr-06h2am9zt2tnbdfpy64z',1,'system','created');
INSERT INTO "changes" VALUES(11,1795922411602,'image_version','crr-06h2am9zt2tnbdfpy64z',0,'system','created');
INSERT INTO "changes" VALUES(12,1795922411602,'repository','crr-06h2am9zt2tnbdfpy64z',2,'system','status');
INSERT INTO "changes" VALUES(13,1795922411748,'container_group','eci-06h2ama0wjdh10vrxqnd',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(14,1795922411748,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(15,1795922411748,'eip','eip-06h2ama0wjwq5tc479qz',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(16,1795922411748,'eip','eip-06h2ama0wjwq5tc479qz',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(17,1795922411748,'container_group','eci-06h2ama0wjdh10vrxqnd',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(18,1795922411748,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(19,1795922411748,'container_group','eci-06h2ama0whfzem4nsj2t',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(20,1795922411748,'container_group','eci-06h2ama0whfzem4nsj2t',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(21,1795922411748,'eip','eip-06h2ama0wjtd824hfjpy',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(22,1795922411748,'eip','eip-06h2ama0wjtd824hfjpy',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(23,1795922411748,'container_group','eci-06h2ama0whfzem4nsj2t',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(24,1795922411748,'container_group','eci-06h2ama0whfzem4nsj2t',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(25,1795922411761,'vswitch','vsw-06h2am9zr55maaq2dd5b',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(26,1795922411761,'container_group','eci-06h2ama0wjdh10vrxqnd',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(27,1795922411761,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(28,1795922411763,'vswitch','vsw-06h2am9zr55maaq2dd5b',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(29,1795922411763,'container_group','eci-06h2ama0whfzem4nsj2t',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(30,1795922411763,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(31,1795922411765,'container_group','eci-06h2ama0ymggcapygddc',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(32,1795922411765,'container_group','eci-06h2ama0ymggcapygddc',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(33,1795922411767,'container_group','eci-06h2ama0whfzem4nsj2t',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(34,1795922411769,'container_group','eci-06h2ama0wjdh10vrxqnd',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(35,1795922411770,'vswitch','vsw-06h2am9zr55maaq2dd5b',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(36,1795922411770,'container_group','eci-06h2ama0ymggcapygddc',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(37,1795922411770,'container_group','eci-06h2ama0ymggcapygddc',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(38,1795922411773,'container_group','eci-06h2ama0ymggcapygddc',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(39,1795922411774,'container_group','eci-06h2ama0zr8qv6y5t444',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(40,1795922411774,'container_group','eci-06h2ama0zr8qv6y5t444',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(41,1795922411776,'vswitch','vsw-06h2am9zr55maaq2dd5b',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(42,1795922411776,'container_group','eci-06h2ama0zr8qv6y5t444',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(43,1795922411776,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(44,1795922411779,'container_group','eci-06h2ama10f77mk5j0k5j',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(45,1795922411779,'container_group','eci-06h2ama10f77mk5j0k5j',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(46,1795922411780,'container_group','eci-06h2ama0zr8qv6y5t444',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(47,1795922411783,'vswitch','vsw-06h2am9zr55maaq2dd5b',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(48,1795922411783,'container_group','eci-06h2ama10f77mk5j0k5j',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(49,1795922411783,'container_group','eci-06h2ama10f77mk5j0k5j',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(50,1795922411788,'container_group','eci-06h2ama11hqnd7aff9kj',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(51,1795922411788,'container_group','eci-06h2ama11hqnd7aff9kj',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(52,1795922411790,'vswitch','vsw-06h2am9zr55maaq2dd5b',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(53,1795922411790,'container_group','eci-06h2ama11hqnd7aff9kj',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(54,1795922411790,'container_group','eci-06h2ama11hqnd7aff9kj',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(55,1795922411793,'container_group','eci-06h2ama1243205dw43g4',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(56,1795922411793,'container_group','eci-06h2ama1243205dw43g4',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(57,1795922411796,'vswitch','vsw-06h2am9zr55maaq2dd5b',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(58,1795922411796,'container_group','eci-06h2ama1243205dw43g4',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(59,1795922411796,'container_group','eci-06h2ama1243205dw43g4',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(60,1795922411800,'vpc','vpc-06h2ama131tf5dtvkxkd',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(61,1795922411804,'vswitch','vsw-06h2ama13kdp6yjsvry7',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(62,1795922411815,'security_group','sg-06h2ama14z8eytbftsap',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(63,1795922411821,'eip','eip-06h2ama15nq05qrtxzye',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(64,1795922411827,'eip','eip-06h2ama16fj9mczexe54',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(65,1795922411840,'eip','eip-06h2ama16fj9mczexe54',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(66,1795922411840,'container_group','eci-06h2ama1243205dw43g4',3,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(67,1795922411840,'container_group','eci-06h2ama1243205dw43g4',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(68,1795922411857,'key_pair','key-06h2ama1a70tpj50q4xf',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(69,1795922411863,'quota','quo-06h2am9zrsa647ry9b6m',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(70,1795922411868,'order','ord-06h2ama1bjvxc5sz3ytf',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(71,1795922411878,'order','ord-06h2ama1bjvxc5sz3ytf',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(72,1795922411882,'registry_instance','cri-06h2ama1bk3kxsd0xe1c',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(73,1795922411882,'order','ord-06h2ama1bjvxc5sz3ytf',3,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(74,1795922411890,'order','ord-06h2ama1eb9v58b6ejs1',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(75,1795922411891,'container_group','eci-06h2ama0whfzem4nsj2t',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(76,1795922411891,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(77,1795922411894,'container_group','eci-06h2ama0wjdh10vrxqnd',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(78,1795922411894,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(79,1795922411894,'container_group','eci-06h2ama0ymggcapygddc',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(80,1795922411894,'container_group','eci-06h2ama0ymggcapygddc',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(81,1795922411896,'order','ord-06h2ama1eb9v58b6ejs1',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(82,1795922411897,'container_group','eci-06h2ama0ymggcapygddc',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(83,1795922411902,'order','ord-06h2ama1fvr58kfmcntr',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(84,1795922411902,'container_group','eci-06h2ama0ymggcapygddc',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(85,1795922411912,'container_group','eci-06h2ama0zr8qv6y5t444',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(86,1795922411912,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(87,1795922411916,'order','ord-06h2ama1fvr58kfmcntr',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(88,1795922411916,'container_group','eci-06h2ama0zr8qv6y5t444',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(89,1795922411919,'container_group','eci-06h2ama0zr8qv6y5t444',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(90,1795922411924,'registry_instance','cri-06h2ama1bk3kxsd0xe1c',2,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(91,1795922411930,'container_group','eci-06h2ama0ymggcapygddc',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(92,1795922411932,'namespace','crn-06h2ama1kkbs1mnpmnvk',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(93,1795922411938,'repository','crr-06h2ama1m9m8s3ynzp1e',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(94,1795922411944,'container_group','eci-06h2ama0zr8qv6y5t444',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(95,1795922411946,'container_group','eci-06h2ama0ymggcapygddc',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(96,1795922411948,'registry_instance','cri-06h2ama1njt7gm3s3x9f',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(97,1795922411957,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(98,1795922411969,'container_group','eci-06h2ama0ymggcapygddc',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(99,1795922411969,'container_group','eci-06h2ama0ymggcapygddc',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(100,1795922411976,'container_group','eci-06h2ama0zr8qv6y5t444',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(101,1795922411976,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(102,1795922411977,'container_group','eci-06h2ama10f77mk5j0k5j',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(103,1795922411977,'container_group','eci-06h2ama0ymggcapygddc',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(104,1795922411986,'container_group','eci-06h2ama0ymggcapygddc',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(105,1795922411986,'container_group','eci-06h2ama11hqnd7aff9kj',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(106,1795922411988,'container_group','eci-06h2ama0zr8qv6y5t444',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(107,1795922411990,'container_group','eci-06h2ama1243205dw43g4',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(108,1795922411992,'container_group','eci-06h2ama0zr8qv6y5t444',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(109,1795922411992,'scaling_group','asg-06h2ama1v005dsqqyfcp',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(110,1795922411998,'scaling_group','asg-06h2ama1v005dsqqyfcp',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(111,1795922411998,'scaling_configuration','asc-06h2ama1vr067hxj1402',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(112,1795922411998,'scaling_configuration','asc-06h2ama1vr067hxj1402',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(113,1795922411998,'scaling_group','asg-06h2ama1v005dsqqyfcp',3,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(114,1795922411998,'scaling_group','asg-06h2ama1v005dsqqyfcp',4,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(115,1795922412005,'container_group','eci-06h2ama1wm7gg3hf4nth',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(116,1795922412005,'container_group','eci-06h2ama1wm7gg3hf4nth',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(117,1795922412005,'container_group','eci-06h2ama1wpk0f5m5wr9r',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(118,1795922412005,'container_group','eci-06h2ama1wpk0f5m5wr9r',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(119,1795922412005,'scaling_activity','asa-06h2ama1wmxcc1xtfk28',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(120,1795922412005,'scaling_group','asg-06h2ama1v005dsqqyfcp',5,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(121,1795922412012,'container_group','eci-06h2ama11hqnd7aff9kj',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(122,1795922412012,'container_group','eci-06h2ama11hqnd7aff9kj',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(123,1795922412012,'scaling_group','asg-06h2ama1v005dsqqyfcp',6,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(124,1795922412012,'scaling_configuration','asc-06h2ama1xkzn5bapnvbd',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(125,1795922412014,'container_group','eci-06h2ama0whfzem4nsj2t',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(126,1795922412014,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(127,1795922412021,'vswitch','vsw-06h2am9zr55maaq2dd5b',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(128,1795922412021,'container_group','eci-06h2ama1wm7gg3hf4nth',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(129,1795922412021,'container_group','eci-06h2ama1wm7gg3hf4nth',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(130,1795922412022,'vswitch','vsw-06h2am9zr5kxg2yhnc4e',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(131,1795922412022,'container_group','eci-06h2ama1wpk0f5m5wr9r',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(132,1795922412022,'container_group','eci-06h2ama1wpk0f5m5wr9r',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(133,1795922412022,'container_group','eci-06h2ama0wjdh10vrxqnd',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(134,1795922412022,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(135,1795922412027,'container_group','eci-06h2ama0whfzem4nsj2t',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(136,1795922412028,'scaling_rule','asr-06h2ama1zjbryg4v855w',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(137,1795922412030,'container_group','eci-06h2ama0wjdh10vrxqnd',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(138,1795922412036,'container_group','eci-06h2ama0wjdh10vrxqnd',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(139,1795922412038,'container_group','eci-06h2ama0whfzem4nsj2t',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(140,1795922412038,'scaling_rule','asr-06h2ama20sy2a0c96n9a',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(141,1795922412050,'scaling_rule','asr-06h2ama228whratcxv1m',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(142,1795922412055,'scaling_rule','asr-06h2ama22xaqwnxtgfm5',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(143,1795922412064,'container_group','eci-06h2ama0wjdh10vrxqnd',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(144,1795922412066,'container_group','eci-06h2ama0whfzem4nsj2t',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(145,1795922412080,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(146,1795922412082,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(147,1795922412096,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(148,1795922412098,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(149,1795922412107,'container_group','eci-06h2ama10f77mk5j0k5j',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(150,1795922412107,'container_group','eci-06h2ama10f77mk5j0k5j',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(151,1795922412109,'container_group','eci-06h2ama10f77mk5j0k5j',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(152,1795922412110,'container_group','eci-06h2ama10f77mk5j0k5j',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(153,1795922412112,'container_group','eci-06h2ama0wjdh10vrxqnd',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(154,1795922412112,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(155,1795922412116,'container_group','eci-06h2ama1243205dw43g4',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(156,1795922412116,'container_group','eci-06h2ama1243205dw43g4',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(157,1795922412120,'container_group','eci-06h2ama0whfzem4nsj2t',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(158,1795922412120,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(159,1795922412120,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(160,1795922412124,'container_group','eci-06h2ama0whfzem4nsj2t',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(161,1795922412128,'container_group','eci-06h2ama0wjdh10vrxqnd',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(162,1795922412128,'container_group','eci-06h2ama1wpk0f5m5wr9r',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(163,1795922412129,'container_group','eci-06h2ama1243205dw43g4',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(164,1795922412129,'container_group','eci-06h2ama1wm7gg3hf4nth',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(165,1795922412129,'container_group','eci-06h2ama0whfzem4nsj2t',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(166,1795922412129,'container_group','eci-06h2ama10f77mk5j0k5j',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(167,1795922412133,'container_group','eci-06h2ama0wjdh10vrxqnd',12,'controller:container_group','status');
INSERT INTO "changes" VALUES(168,1795922412133,'container_group','eci-06h2ama0whfzem4nsj2t',12,'controller:container_group','status');
INSERT INTO "changes" VALUES(169,1795922412136,'container_group','eci-06h2ama1243205dw43g4',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(170,1795922412146,'container_group','eci-06h2ama10f77mk5j0k5j',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(171,1795922412154,'container_group','eci-06h2ama1243205dw43g4',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(172,1795922412163,'container_group','eci-06h2ama10f77mk5j0k5j',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(173,1795922412163,'container_group','eci-06h2ama10f77mk5j0k5j',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(174,1795922412166,'container_group','eci-06h2ama10f77mk5j0k5j',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(175,1795922412167,'container_group','eci-06h2ama10f77mk5j0k5j',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(176,1795922412170,'container_group','eci-06h2ama1243205dw43g4',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(177,1795922412187,'container_group','eci-06h2ama1243205dw43g4',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(178,1795922412187,'container_group','eci-06h2ama1243205dw43g4',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(179,1795922412191,'container_group','eci-06h2ama1243205dw43g4',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(180,1795922412193,'container_group','eci-06h2ama1243205dw43g4',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(181,1795922412254,'container_group','eci-06h2ama1wpk0f5m5wr9r',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(182,1795922412254,'container_group','eci-06h2ama1wpk0f5m5wr9r',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(183,1795922412255,'container_group','eci-06h2ama1wm7gg3hf4nth',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(184,1795922412255,'container_group','eci-06h2ama1wm7gg3hf4nth',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(185,1795922412256,'container_group','eci-06h2ama1wpk0f5m5wr9r',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(186,1795922412259,'container_group','eci-06h2ama1wm7gg3hf4nth',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(187,1795922412260,'container_group','eci-06h2ama1wpk0f5m5wr9r',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(188,1795922412263,'container_group','eci-06h2ama1wm7gg3hf4nth',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(189,1795922412279,'container_group','eci-06h2ama1wpk0f5m5wr9r',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(190,1795922412280,'container_group','eci-06h2ama1wm7gg3hf4nth',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(191,1795922412295,'container_group','eci-06h2ama1wpk0f5m5wr9r',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(192,1795922412296,'container_group','eci-06h2ama1wm7gg3hf4nth',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(193,1795922412312,'container_group','eci-06h2ama1wpk0f5m5wr9r',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(194,1795922412312,'container_group','eci-06h2ama1wpk0f5m5wr9r',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(195,1795922412315,'container_group','eci-06h2ama1wm7gg3hf4nth',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(196,1795922412315,'container_group','eci-06h2ama1wm7gg3hf4nth',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(197,1795922412315,'container_group','eci-06h2ama1wpk0f5m5wr9r',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(198,1795922412319,'container_group','eci-06h2ama1wm7gg3hf4nth',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(199,1795922412320,'container_group','eci-06h2ama1wpk0f5m5wr9r',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(200,1795922412320,'scaling_activity','asa-06h2ama1wmxcc1xtfk28',2,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(201,1795922412320,'scaling_group','asg-06h2ama1v005dsqqyfcp',7,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(202,1795922412322,'container_group','eci-06h2ama1wm7gg3hf4nth',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(203,1795922412323,'scaling_activity','asa-06h2ama1wmxcc1xtfk28',3,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(204,1795922412323,'scaling_group','asg-06h2ama1v005dsqqyfcp',8,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(205,1795922413968,'container_group','eci-06h2ama0ymggcapygddc',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(206,1795922413968,'container_group','eci-06h2ama0ymggcapygddc',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(207,1795922413974,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(208,1795922413974,'container_group','eci-06h2ama0zr8qv6y5t444',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(209,1795922414165,'container_group','eci-06h2ama10f77mk5j0k5j',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(210,1795922414165,'container_group','eci-06h2ama10f77mk5j0k5j',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(211,1795922414975,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(212,1795922414975,'container_group','eci-06h2ama0zr8qv6y5t444',12,'controller:container_group','status');
INSERT INTO "changes" VALUES(213,1795922416975,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(214,1795922416975,'container_group','eci-06h2ama0zr8qv6y5t444',13,'controller:container_group','status');
INSERT INTO "changes" VALUES(215,1795922418063,'container_group','eci-06h2amashyr9cwkmez7v',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(216,1795922418063,'container_group','eci-06h2amashyr9cwkmez7v',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(217,1795922418063,'scaling_activity','asa-06h2amashy2r3scrshxk',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(218,1795922418063,'scaling_group','asg-06h2ama1v005dsqqyfcp',9,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(219,1795922418072,'vswitch','vsw-06h2am9zr55maaq2dd5b',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(220,1795922418072,'container_group','eci-06h2amashyr9cwkmez7v',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(221,1795922418072,'container_group','eci-06h2amashyr9cwkmez7v',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(222,1795922418078,'container_group','eci-06h2amashyr9cwkmez7v',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(223,1795922418202,'container_group','eci-06h2amashyr9cwkmez7v',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(224,1795922418202,'container_group','eci-06h2amashyr9cwkmez7v',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(225,1795922418205,'container_group','eci-06h2amashyr9cwkmez7v',5,'controller:container_group','status');
INSERT INTO "changes" VALUES(226,1795922418213,'container_group','eci-06h2amashyr9cwkmez7v',6,'controller:container_group','status');
INSERT INTO "changes" VALUES(227,1795922418233,'container_group','eci-06h2amashyr9cwkmez7v',7,'controller:container_group','status');
INSERT INTO "changes" VALUES(228,1795922418249,'container_group','eci-06h2amashyr9cwkmez7v',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(229,1795922418266,'container_group','eci-06h2amashyr9cwkmez7v',8,'controller:container_group','status');
INSERT INTO "changes" VALUES(230,1795922418266,'container_group','eci-06h2amashyr9cwkmez7v',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(231,1795922418267,'container_group','eci-06h2amashyr9cwkmez7v',9,'controller:container_group','status');
INSERT INTO "changes" VALUES(232,1795922418272,'container_group','eci-06h2amashyr9cwkmez7v',10,'controller:container_group','status');
INSERT INTO "changes" VALUES(233,1795922418273,'scaling_activity','asa-06h2amashy2r3scrshxk',2,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(234,1795922418273,'scaling_group','asg-06h2ama1v005dsqqyfcp',10,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(235,1795922418976,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(236,1795922418976,'container_group','eci-06h2ama0zr8qv6y5t444',14,'controller:container_group','status');
INSERT INTO "changes" VALUES(237,1795922420976,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(238,1795922420976,'container_group','eci-06h2ama0zr8qv6y5t444',15,'controller:container_group','status');
INSERT INTO "changes" VALUES(239,1795922422076,'container_group','eci-06h2ama1wm7gg3hf4nth',11,'usr-06h2am9zr35ayf4n4931','deleting');
INSERT INTO "changes" VALUES(240,1795922422076,'container_group','eci-06h2ama1wm7gg3hf4nth',12,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(241,1795922422076,'container_group','eci-06h2ama1wm7gg3hf4nth',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(242,1795922422076,'scaling_activity','asa-06h2amb97g4b1wnfasqf',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(243,1795922422076,'scaling_group','asg-06h2ama1v005dsqqyfcp',11,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(244,1795922422086,'container_group','eci-06h2ama0wjdh10vrxqnd',13,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(245,1795922422086,'container_group','eci-06h2ama0wjdh10vrxqnd',14,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(246,1795922422086,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(247,1795922422091,'container_group','eci-06h2ama0wjdh10vrxqnd',15,'controller:container_group','status');
INSERT INTO "changes" VALUES(248,1795922422091,'container_group','eci-06h2ama0whfzem4nsj2t',13,'usr-06h2am9zr35ayf4n4931','deleting');
INSERT INTO "changes" VALUES(249,1795922422091,'container_group','eci-06h2ama0whfzem4nsj2t',14,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(250,1795922422091,'container_group','eci-06h2ama0whfzem4nsj2t',0,'usr-06h2am9zr35ayf4n4931','event');
INSERT INTO "changes" VALUES(251,1795922422096,'scaling_group','asg-06h2amb9a085twdkgpqk',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(252,1795922422098,'scaling_group','asg-06h2amb9a085twdkgpqk',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(253,1795922422098,'scaling_configuration','asc-06h2amb9abwh7sg6xz5k',1,'usr-06h2am9zr35ayf4n4931','created');
INSERT INTO "changes" VALUES(254,1795922422098,'scaling_configuration','asc-06h2amb9abwh7sg6xz5k',2,'usr-06h2am9zr35ayf4n4931','status');
INSERT INTO "changes" VALUES(255,1795922422098,'scaling_group','asg-06h2amb9a085twdkgpqk',3,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(256,1795922422098,'scaling_group','asg-06h2amb9a085twdkgpqk',4,'usr-06h2am9zr35ayf4n4931','updated');
INSERT INTO "changes" VALUES(257,1795922422100,'vswitch','vsw-06h2am9zr55maaq2dd5b',11,'controller:container_group','status');
INSERT INTO "changes" VALUES(258,1795922422100,'container_group','eci-06h2ama1wm7gg3hf4nth',13,'controller:container_group','deleted');
INSERT INTO "changes" VALUES(259,1795922422109,'container_group','eci-06h2amb9bqn0kxq1j2kt',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(260,1795922422109,'container_group','eci-06h2amb9bqn0kxq1j2kt',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(261,1795922422109,'scaling_activity','asa-06h2amb9bm0kgrfe8adq',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(262,1795922422109,'scaling_group','asg-06h2amb9a085twdkgpqk',5,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(263,1795922422111,'scaling_activity','asa-06h2amb97g4b1wnfasqf',2,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(264,1795922422111,'scaling_group','asg-06h2ama1v005dsqqyfcp',12,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(265,1795922422113,'vswitch','vsw-06h2am9zr55maaq2dd5b',12,'controller:container_group','status');
INSERT INTO "changes" VALUES(266,1795922422113,'eip','eip-06h2ama0wjtd824hfjpy',3,'controller:container_group','deleted');
INSERT INTO "changes" VALUES(267,1795922422113,'container_group','eci-06h2ama0whfzem4nsj2t',15,'controller:container_group','deleted');
INSERT INTO "changes" VALUES(268,1795922422117,'vswitch','vsw-06h2am9zr55maaq2dd5b',13,'controller:container_group','status');
INSERT INTO "changes" VALUES(269,1795922422117,'container_group','eci-06h2amb9bqn0kxq1j2kt',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(270,1795922422117,'container_group','eci-06h2amb9bqn0kxq1j2kt',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(271,1795922422121,'container_group','eci-06h2amb9bqn0kxq1j2kt',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(272,1795922422141,'container_group','eci-06h2amb9bqn0kxq1j2kt',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(273,1795922422141,'container_group','eci-06h2amb9bqn0kxq1j2kt',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(274,1795922422149,'scaling_activity','asa-06h2amb9bm0kgrfe8adq',2,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(275,1795922422149,'container_group','eci-06h2amb9bqn0kxq1j2kt',5,'controller:scaling_group','deleting');
INSERT INTO "changes" VALUES(276,1795922422149,'container_group','eci-06h2amb9bqn0kxq1j2kt',6,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(277,1795922422149,'container_group','eci-06h2amb9bqn0kxq1j2kt',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(278,1795922422149,'container_group','eci-06h2amb9gqct2pf6tamh',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(279,1795922422149,'container_group','eci-06h2amb9gqct2pf6tamh',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(280,1795922422149,'scaling_activity','asa-06h2amb9gpkgq2zsms3m',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(281,1795922422149,'scaling_group','asg-06h2amb9a085twdkgpqk',6,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(282,1795922422158,'vswitch','vsw-06h2am9zr55maaq2dd5b',14,'controller:container_group','status');
INSERT INTO "changes" VALUES(283,1795922422158,'container_group','eci-06h2amb9gqct2pf6tamh',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(284,1795922422158,'container_group','eci-06h2amb9gqct2pf6tamh',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(285,1795922422162,'container_group','eci-06h2amb9gqct2pf6tamh',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(286,1795922422176,'vswitch','vsw-06h2am9zr55maaq2dd5b',15,'controller:container_group','status');
INSERT INTO "changes" VALUES(287,1795922422176,'container_group','eci-06h2amb9bqn0kxq1j2kt',7,'controller:container_group','deleted');
INSERT INTO "changes" VALUES(288,1795922422181,'container_group','eci-06h2amb9gqct2pf6tamh',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(289,1795922422181,'container_group','eci-06h2amb9gqct2pf6tamh',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(290,1795922422183,'scaling_activity','asa-06h2amb9gpkgq2zsms3m',2,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(291,1795922422183,'scaling_group','asg-06h2amb9a085twdkgpqk',7,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(292,1795922422214,'container_group','eci-06h2ama0wjdh10vrxqnd',16,'controller:container_group','status');
INSERT INTO "changes" VALUES(293,1795922422214,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(294,1795922422338,'container_group','eci-06h2ama0wjdh10vrxqnd',17,'controller:container_group','status');
INSERT INTO "changes" VALUES(295,1795922422338,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(296,1795922422341,'container_group','eci-06h2ama0wjdh10vrxqnd',18,'controller:container_group','status');
INSERT INTO "changes" VALUES(297,1795922422381,'container_group','eci-06h2ama0wjdh10vrxqnd',19,'controller:container_group','status');
INSERT INTO "changes" VALUES(298,1795922422381,'container_group','eci-06h2ama0wjdh10vrxqnd',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(299,1795922422383,'container_group','eci-06h2ama0wjdh10vrxqnd',20,'controller:container_group','status');
INSERT INTO "changes" VALUES(300,1795922424975,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(301,1795922424975,'container_group','eci-06h2ama0zr8qv6y5t444',16,'controller:container_group','status');
INSERT INTO "changes" VALUES(302,1795922426974,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(303,1795922426974,'container_group','eci-06h2ama0zr8qv6y5t444',17,'controller:container_group','status');
INSERT INTO "changes" VALUES(304,1795922432154,'container_group','eci-06h2amb9gqct2pf6tamh',5,'controller:scaling_group','deleting');
INSERT INTO "changes" VALUES(305,1795922432154,'container_group','eci-06h2amb9gqct2pf6tamh',6,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(306,1795922432154,'container_group','eci-06h2amb9gqct2pf6tamh',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(307,1795922432154,'container_group','eci-06h2amcgkbtsyfv53rc5',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(308,1795922432154,'container_group','eci-06h2amcgkbtsyfv53rc5',0,'controller:scaling_group','event');
INSERT INTO "changes" VALUES(309,1795922432154,'scaling_activity','asa-06h2amcgkap45nbyft9p',1,'controller:scaling_group','created');
INSERT INTO "changes" VALUES(310,1795922432154,'scaling_group','asg-06h2amb9a085twdkgpqk',8,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(311,1795922432167,'vswitch','vsw-06h2am9zr55maaq2dd5b',16,'controller:container_group','status');
INSERT INTO "changes" VALUES(312,1795922432167,'container_group','eci-06h2amcgkbtsyfv53rc5',2,'controller:container_group','status');
INSERT INTO "changes" VALUES(313,1795922432167,'container_group','eci-06h2amcgkbtsyfv53rc5',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(314,1795922432173,'container_group','eci-06h2amcgkbtsyfv53rc5',3,'controller:container_group','status');
INSERT INTO "changes" VALUES(315,1795922432184,'vswitch','vsw-06h2am9zr55maaq2dd5b',17,'controller:container_group','status');
INSERT INTO "changes" VALUES(316,1795922432184,'container_group','eci-06h2amb9gqct2pf6tamh',7,'controller:container_group','deleted');
INSERT INTO "changes" VALUES(317,1795922432186,'scaling_activity','asa-06h2amcgkap45nbyft9p',2,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(318,1795922432192,'container_group','eci-06h2amcgkbtsyfv53rc5',4,'controller:container_group','status');
INSERT INTO "changes" VALUES(319,1795922432192,'container_group','eci-06h2amcgkbtsyfv53rc5',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(320,1795922432194,'scaling_activity','asa-06h2amcgkap45nbyft9p',3,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(321,1795922432194,'scaling_group','asg-06h2amb9a085twdkgpqk',9,'controller:scaling_group','status');
INSERT INTO "changes" VALUES(322,1795922434976,'container_group','eci-06h2ama0zr8qv6y5t444',0,'controller:container_group','event');
INSERT INTO "changes" VALUES(323,1795922434976,'container_group','eci-06h2ama0zr8qv6y5t444',18,'controller:container_group','status');
CREATE TABLE "doc_container_group" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "state" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.shown'), '') AS TEXT)) VIRTUAL, "private_ip" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.private_ip'), '') AS TEXT)) VIRTUAL, "private_ip_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid('[' || replace(replace("private_ip", '.', ','), '/', ',') || ']') THEN ((((coalesce(json_extract('[' || replace(replace("private_ip", '.', ','), '/', ',') || ']', '$[0]'), 0) * 256) + coalesce(json_extract('[' || replace(replace("private_ip", '.', ','), '/', ',') || ']', '$[1]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("private_ip", '.', ','), '/', ',') || ']', '$[2]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("private_ip", '.', ','), '/', ',') || ']', '$[3]'), 0)) * 64 + coalesce(json_extract('[' || replace(replace("private_ip", '.', ','), '/', ',') || ']', '$[4]'), 0) ELSE 0 END) VIRTUAL, "public_ip" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.public_ip'), '') AS TEXT)) VIRTUAL, "public_ip_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid('[' || replace(replace("public_ip", '.', ','), '/', ',') || ']') THEN ((((coalesce(json_extract('[' || replace(replace("public_ip", '.', ','), '/', ',') || ']', '$[0]'), 0) * 256) + coalesce(json_extract('[' || replace(replace("public_ip", '.', ','), '/', ',') || ']', '$[1]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("public_ip", '.', ','), '/', ',') || ']', '$[2]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("public_ip", '.', ','), '/', ',') || ']', '$[3]'), 0)) * 64 + coalesce(json_extract('[' || replace(replace("public_ip", '.', ','), '/', ',') || ']', '$[4]'), 0) ELSE 0 END) VIRTUAL, "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.vpc'), '') AS TEXT)) VIRTUAL, "subnet" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.subnet'), '') AS TEXT)) VIRTUAL, "security_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.security_group'), '') AS TEXT)) VIRTUAL, "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.scaling.group'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_container_group" VALUES('eci-06h2ama0wjdh10vrxqnd','web-1','local','usr-06h2am9zr35ayf4n4931','{"app":"web"}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"SingleZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"web","image":{"Address":"nginx"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]},{"name":"side","image":{"Address":"redis"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":{"Auto":{"bandwidth_mbps":5}},"restarts_asked":1}','{"phase":"Started","shown":"Running","reason":null,"zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.2","ipv6":null,"eip":"eip-06h2ama0wjwq5tc479qz","public_ip":"127.50.0.145","containers":[{"name":"web","state":{"Running":{"started_at":1795922422375}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null},{"name":"side","state":{"Running":{"started_at":1795922422375}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922411748,"ended_at":1795922411761,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922411769,"ended_at":1795922412036,"detail":"side 121 ms"},{"name":"Network","outcome":"Done","started_at":1795922412036,"ended_at":1795922412063,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922412063,"ended_at":1795922412111,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922412111,"ended_at":1795922412124,"detail":""},{"name":"Pull","outcome":"Ongoing","started_at":1795922422089,"ended_at":null,"detail":"side 121 ms"}],"restarts_done":1,"ready_at":1795922412133,"happenings_seen":0,"stalled":null,"failed_starts":0}',2,20,1795922411748,1795922422383,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2ama0ymggcapygddc','job','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"SingleZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Never","containers":[{"name":"job","image":{"Address":"exit/0"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0}','{"phase":"Started","shown":"Succeeded","reason":null,"zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.4","ipv6":null,"eip":null,"public_ip":null,"containers":[{"name":"job","state":{"Terminated":{"exit_code":0,"reason":"Exit code 0 after 2.00 s","started_at":1795922411962,"ended_at":1795922413962}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922411765,"ended_at":1795922411770,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922411773,"ended_at":1795922411902,"detail":"job 120 ms"},{"name":"Network","outcome":"Done","started_at":1795922411902,"ended_at":1795922411929,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922411929,"ended_at":1795922411962,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922411962,"ended_at":1795922411977,"detail":""}],"restarts_done":0,"ready_at":1795922411986,"happenings_seen":1000001,"stalled":null,"failed_starts":0}',1,11,1795922411765,1795922413968,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2ama0zr8qv6y5t444','crash','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"SingleZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"crash","image":{"Address":"exit/3"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0}','{"phase":"Started","shown":"CrashLoopBackOff","reason":"crash: Ended 4 times in a row: Exit code 3 after 2.00 s","zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.5","ipv6":null,"eip":null,"public_ip":null,"containers":[{"name":"crash","state":{"Running":{"started_at":1795922434973}},"restarts":4,"image_digest":null,"last_end":"Exit code 3 after 2.00 s","ends_in_a_row":4,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922411774,"ended_at":1795922411776,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922411779,"ended_at":1795922411919,"detail":"crash 122 ms"},{"name":"Network","outcome":"Done","started_at":1795922411919,"ended_at":1795922411941,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922411941,"ended_at":1795922411974,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922411974,"ended_at":1795922411987,"detail":""}],"restarts_done":0,"ready_at":1795922411992,"happenings_seen":1000008,"stalled":null,"failed_starts":0}',1,18,1795922411774,1795922434976,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2ama10f77mk5j0k5j','failed','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"SingleZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Never","containers":[{"name":"x","image":{"Address":"exit/1"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0}','{"phase":"Started","shown":"Failed","reason":"x: Exit code 1 after 2.00 s","zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.6","ipv6":null,"eip":null,"public_ip":null,"containers":[{"name":"x","state":{"Terminated":{"exit_code":1,"reason":"Exit code 1 after 2.00 s","started_at":1795922412163,"ended_at":1795922414163}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922411779,"ended_at":1795922411783,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922411977,"ended_at":1795922412110,"detail":"x 121 ms"},{"name":"Network","outcome":"Done","started_at":1795922412110,"ended_at":1795922412129,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922412129,"ended_at":1795922412163,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922412163,"ended_at":1795922412166,"detail":""}],"restarts_done":0,"ready_at":1795922412167,"happenings_seen":1000001,"stalled":null,"failed_starts":0}',1,11,1795922411779,1795922414165,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2ama11hqnd7aff9kj','no-pull','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"SingleZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"x","image":{"Address":"fail/pull"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0}','{"phase":"ScheduleFailed","shown":"ScheduleFailed","reason":"fail/pull:latest: the registry has no such image (simulated).","zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.7","ipv6":null,"eip":null,"public_ip":null,"containers":[],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922411788,"ended_at":1795922411790,"detail":""},{"name":"Pull","outcome":"Failed","started_at":1795922411986,"ended_at":1795922411989,"detail":""}],"restarts_done":0,"ready_at":null,"happenings_seen":0,"stalled":null,"failed_starts":0}',1,4,1795922411788,1795922412012,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2ama1243205dw43g4','multi','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b","vsw-06h2am9zr5kxg2yhnc4e","vsw-06h2am9zr76n3h3we8ze"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"MultiZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"m","image":{"Address":"nginx"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0}','{"phase":"Started","shown":"Running","reason":null,"zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.8","ipv6":null,"eip":"eip-06h2ama16fj9mczexe54","public_ip":"127.50.0.118","containers":[{"name":"m","state":{"Running":{"started_at":1795922412186}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922411793,"ended_at":1795922411796,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922411989,"ended_at":1795922412135,"detail":"m 121 ms"},{"name":"Network","outcome":"Done","started_at":1795922412135,"ended_at":1795922412153,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922412153,"ended_at":1795922412187,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922412187,"ended_at":1795922412191,"detail":""}],"restarts_done":0,"ready_at":1795922412193,"happenings_seen":0,"stalled":null,"failed_starts":0}',1,11,1795922411793,1795922412193,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2ama1wpk0f5m5wr9r','shop-lts6tk','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr5kxg2yhnc4e","vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"MultiZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"web","image":{"Address":"nginx"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0,"scaling":{"group":"asg-06h2ama1v005dsqqyfcp","origin":"AutomaticallyCreated","configuration":"asc-06h2ama1vr067hxj1402","version":1,"protected":false}}','{"phase":"Started","shown":"Running","reason":null,"zone":"local-b","subnet":"vsw-06h2am9zr5kxg2yhnc4e","private_ip":"10.0.64.2","ipv6":null,"eip":null,"public_ip":null,"containers":[{"name":"web","state":{"Running":{"started_at":1795922412311}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922412005,"ended_at":1795922412022,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922412124,"ended_at":1795922412259,"detail":"web 120 ms"},{"name":"Network","outcome":"Done","started_at":1795922412259,"ended_at":1795922412279,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922412279,"ended_at":1795922412312,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922412312,"ended_at":1795922412315,"detail":""}],"restarts_done":0,"ready_at":1795922412320,"happenings_seen":0,"stalled":null,"failed_starts":0}',1,10,1795922412005,1795922412320,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2amashyr9cwkmez7v','shop-3hgoqq','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b","vsw-06h2am9zr5kxg2yhnc4e"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"MultiZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"web","image":{"Address":"nginx"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0,"scaling":{"group":"asg-06h2ama1v005dsqqyfcp","origin":"AutomaticallyCreated","configuration":"asc-06h2ama1vr067hxj1402","version":1,"protected":false}}','{"phase":"Started","shown":"Running","reason":null,"zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.10","ipv6":null,"eip":null,"public_ip":null,"containers":[{"name":"web","state":{"Running":{"started_at":1795922418264}},"restarts":0,"image_digest":null,"last_end":null,"ends_in_a_row":0,"next_start":null}],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922418063,"ended_at":1795922418072,"detail":""},{"name":"Pull","outcome":"Done","started_at":1795922418076,"ended_at":1795922418212,"detail":"web 121 ms"},{"name":"Network","outcome":"Done","started_at":1795922418212,"ended_at":1795922418232,"detail":""},{"name":"Create","outcome":"Done","started_at":1795922418232,"ended_at":1795922418265,"detail":""},{"name":"Start","outcome":"Done","started_at":1795922418265,"ended_at":1795922418267,"detail":""}],"restarts_done":0,"ready_at":1795922418272,"happenings_seen":0,"stalled":null,"failed_starts":0}',1,10,1795922418063,1795922418272,NULL,1);
INSERT INTO "doc_container_group" VALUES('eci-06h2amcgkbtsyfv53rc5','broken-9224dj','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"security_group":"sg-06h2am9zr6fxfdqhw4c7","deployment":"SingleZone","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"x","image":{"Address":"fail/pull"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","restarts_asked":0,"scaling":{"group":"asg-06h2amb9a085twdkgpqk","origin":"AutomaticallyCreated","configuration":"asc-06h2amb9abwh7sg6xz5k","version":1,"protected":false}}','{"phase":"ScheduleFailed","shown":"ScheduleFailed","reason":"fail/pull:latest: the registry has no such image (simulated).","zone":"local-a","subnet":"vsw-06h2am9zr55maaq2dd5b","private_ip":"10.0.0.13","ipv6":null,"eip":null,"public_ip":null,"containers":[],"steps":[{"name":"Schedule","outcome":"Done","started_at":1795922432154,"ended_at":1795922432167,"detail":""},{"name":"Pull","outcome":"Failed","started_at":1795922432171,"ended_at":1795922432176,"detail":""}],"restarts_done":0,"ready_at":null,"happenings_seen":0,"stalled":null,"failed_starts":0}',1,4,1795922432154,1795922432192,NULL,1);
CREATE TABLE "doc_eip" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "address" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.address'), '') AS TEXT)) VIRTUAL, "address_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid('[' || replace(replace("address", '.', ','), '/', ',') || ']') THEN ((((coalesce(json_extract('[' || replace(replace("address", '.', ','), '/', ',') || ']', '$[0]'), 0) * 256) + coalesce(json_extract('[' || replace(replace("address", '.', ','), '/', ',') || ']', '$[1]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("address", '.', ','), '/', ',') || ']', '$[2]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("address", '.', ','), '/', ',') || ']', '$[3]'), 0)) * 64 + coalesce(json_extract('[' || replace(replace("address", '.', ','), '/', ',') || ']', '$[4]'), 0) ELSE 0 END) VIRTUAL, "bound" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.bound'), '') AS TEXT)) VIRTUAL, "bandwidth" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.bandwidth_mbps'), 0) AS INTEGER)) VIRTUAL) STRICT;
INSERT INTO "doc_eip" VALUES('eip-06h2ama0wjwq5tc479qz','eip-127.50.0.145','local','usr-06h2am9zr35ayf4n4931','{}','{"address":"127.50.0.145","bandwidth_mbps":5,"bound":"eci-06h2ama0wjdh10vrxqnd","released_with_group":true}','{"index":0}',2,2,1795922411748,1795922411748,NULL,1);
INSERT INTO "doc_eip" VALUES('eip-06h2ama15nq05qrtxzye','spare','local','usr-06h2am9zr35ayf4n4931','{}','{"address":"127.50.0.194","bandwidth_mbps":10,"bound":null,"released_with_group":false}','{"index":2}',1,1,1795922411821,1795922411821,NULL,1);
INSERT INTO "doc_eip" VALUES('eip-06h2ama16fj9mczexe54','bound','local','usr-06h2am9zr35ayf4n4931','{}','{"address":"127.50.0.118","bandwidth_mbps":10,"bound":"eci-06h2ama1243205dw43g4","released_with_group":false}','{"index":3}',2,2,1795922411827,1795922411840,NULL,1);
CREATE TABLE "doc_key_pair" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "fingerprint" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.fingerprint'), '') AS TEXT)) VIRTUAL, "algorithm" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.algorithm'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_key_pair" VALUES('key-06h2ama1a70tpj50q4xf','deploy','local','usr-06h2am9zr35ayf4n4931','{}','{"public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKSqhYigm3XXU9/6FnbZMHqhqQHxDeWNeGo+IidZyYXS","fingerprint":"SHA256:bgX4xR1DkUDCPhpyQiXCcxBqKFtdTsAQanBwn3mfM1w","algorithm":"ssh-ed25519","sealed":"yGS5bqkgOl7wVYC9pHHO1uXw6bYR+niUSA4sE536PynMBTI0fG4StVUZjYcDaIGJ15BwEncxhzPSDEbSvCf5ep8CSBvo+oJF"}','null',1,1,1795922411857,1795922411857,NULL,1);
CREATE TABLE "doc_namespace" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "instance" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.instance'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_namespace" VALUES('crn-06h2am9zrkgcrqrzatsg','eci_open','local','system','{}','{"instance":"cri-06h2am9zrg1gznkxk37y"}','null',1,1,1795922411460,1795922411460,NULL,1);
INSERT INTO "doc_namespace" VALUES('crn-06h2ama1kkbs1mnpmnvk','apps','local','usr-06h2am9zr35ayf4n4931','{}','{"instance":"cri-06h2ama1bk3kxsd0xe1c"}','null',1,1,1795922411932,1795922411932,NULL,1);
CREATE TABLE "doc_order" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "state" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.state'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_order" VALUES('ord-06h2ama1bjvxc5sz3ytf','team','local','usr-06h2am9zr35ayf4n4931','{}','{"item":{"RegistryInstance":{"instance":"cri-06h2ama1bk3kxsd0xe1c","name":"team","duration":"ThreeMonths"}},"amount_micros":3000000,"currency":"CNY","agreed_at":1795922411878}','{"state":"Paid","closed_at":1795922411882,"ends_at":1803784811882}',2,3,1795922411868,1795922411882,NULL,1);
INSERT INTO "doc_order" VALUES('ord-06h2ama1eb9v58b6ejs1','later','local','usr-06h2am9zr35ayf4n4931','{}','{"item":{"RegistryInstance":{"instance":"cri-06h2ama1e8y286x26nx3","name":"later","duration":"OneMonth"}},"amount_micros":1000000,"currency":"CNY","agreed_at":1795922411896}','{"state":"Unpaid","closed_at":null,"ends_at":null}',2,2,1795922411890,1795922411896,NULL,1);
INSERT INTO "doc_order" VALUES('ord-06h2ama1fvr58kfmcntr','team','local','usr-06h2am9zr35ayf4n4931','{}','{"item":{"Renewal":{"instance":"cri-06h2ama1bk3kxsd0xe1c","name":"team","duration":"OneYear"}},"amount_micros":12000000,"currency":"CNY","agreed_at":null}','{"state":"Cancelled","closed_at":1795922411916,"ends_at":null}',1,2,1795922411902,1795922411916,NULL,1);
CREATE TABLE "doc_quota" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            ) STRICT;
INSERT INTO "doc_quota" VALUES('quo-06h2am9zrsa647ry9b6m','local','local','system','{}','{"defaults":{"vcpu":256,"memory_gib":512,"groups":10000,"vpcs":50,"vswitches":500,"security_groups":500,"eips":200,"scaling_groups":2000,"scaling_configurations":20000,"scaling_rules":20000,"registry_instances":20,"namespaces":1000,"repositories":20000,"key_pairs":500},"changed":{"vpcs":40}}','null',2,2,1795922411462,1795922411863,NULL,1);
CREATE TABLE "doc_registry_instance" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "personal" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.edition.Personal'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_registry_instance" VALUES('cri-06h2am9zrg1gznkxk37y','samples','local','system','{}','{"built_in":true,"access_entry":false,"create_on_push":"On","edition":"Enterprise","whitelist":[],"next_rule":0,"expires_at":null}','null',1,1,1795922411460,1795922411460,NULL,1);
INSERT INTO "doc_registry_instance" VALUES('cri-06h2am9zrhknpegf7dk9','default','local','system','{}','{"built_in":false,"access_entry":true,"create_on_push":"On","edition":"Enterprise","whitelist":[],"next_rule":0,"expires_at":null}','null',1,1,1795922411460,1795922411460,NULL,1);
INSERT INTO "doc_registry_instance" VALUES('cri-06h2ama1bk3kxsd0xe1c','team','local','usr-06h2am9zr35ayf4n4931','{}','{"built_in":false,"access_entry":false,"create_on_push":"On","edition":"Enterprise","whitelist":[{"number":1,"ranges":["10.0.0.0/8"],"comment":"Office","added_by":"admin","added_at":1795922411924,"default":false}],"next_rule":1,"expires_at":1803784811882}','null',2,2,1795922411882,1795922411924,NULL,1);
INSERT INTO "doc_registry_instance" VALUES('cri-06h2ama1njt7gm3s3x9f','personal-admin','local','usr-06h2am9zr35ayf4n4931','{}','{"built_in":false,"access_entry":true,"create_on_push":"On","edition":{"Personal":"usr-06h2am9zr35ayf4n4931"},"whitelist":[],"next_rule":0,"expires_at":null}','null',1,1,1795922411948,1795922411948,NULL,1);
CREATE TABLE "doc_repository" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "instance" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.instance'), '') AS TEXT)) VIRTUAL, "namespace" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.namespace'), '') AS TEXT)) VIRTUAL, "visibility" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.visibility'), '') AS TEXT)) VIRTUAL, "summary" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.summary'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_repository" VALUES('crr-06h2am9zt2tnbdfpy64z','web','local','system','{}','{"instance":"cri-06h2am9zrg1gznkxk37y","namespace":"crn-06h2am9zrkgcrqrzatsg","visibility":"Public","summary":"A web server that shows the container it runs in, with a shell."}','{"content_changed_at":1795922411602}',1,2,1795922411472,1795922411602,NULL,1);
INSERT INTO "doc_repository" VALUES('crr-06h2ama1m9m8s3ynzp1e','api','local','usr-06h2am9zr35ayf4n4931','{}','{"instance":"cri-06h2ama1bk3kxsd0xe1c","namespace":"crn-06h2ama1kkbs1mnpmnvk","visibility":"Private","summary":"The API"}','{"content_changed_at":null}',1,1,1795922411938,1795922411938,NULL,1);
CREATE TABLE "doc_scaling_activity" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.group'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_scaling_activity" VALUES('asa-06h2ama1wmxcc1xtfk28','Scale Out','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","kind":"ScaleOut","cause":{"Below":{"desired":2}},"before":0,"after":2}','{"state":"Successful","ended_at":1795922412323,"starting":[],"leaving":[],"done":2,"failed":0,"reached":2,"log":[{"at":1795922412005,"warning":false,"text":"Fewer instances than the 2 wanted"},{"at":1795922412005,"warning":false,"text":"Made shop-bghf8s eci-06h2ama1wm7gg3hf4nth"},{"at":1795922412005,"warning":false,"text":"Made shop-lts6tk eci-06h2ama1wpk0f5m5wr9r"},{"at":1795922412320,"warning":false,"text":"shop-lts6tk runs in local-b after 315 ms"},{"at":1795922412323,"warning":false,"text":"shop-bghf8s runs in local-a after 317 ms"}]}',1,3,1795922412005,1795922412323,NULL,1);
INSERT INTO "doc_scaling_activity" VALUES('asa-06h2amashy2r3scrshxk','Scale Out','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","kind":"ScaleOut","cause":{"Manual":{"by":"admin by rule rule-simple"}},"before":2,"after":3}','{"state":"Successful","ended_at":1795922418273,"starting":[],"leaving":[],"done":1,"failed":0,"reached":3,"log":[{"at":1795922418063,"warning":false,"text":"Asked by admin by rule rule-simple"},{"at":1795922418063,"warning":false,"text":"Made shop-3hgoqq eci-06h2amashyr9cwkmez7v"},{"at":1795922418273,"warning":false,"text":"shop-3hgoqq runs in local-a after 209 ms"}]}',1,2,1795922418063,1795922418273,NULL,1);
INSERT INTO "doc_scaling_activity" VALUES('asa-06h2amb97g4b1wnfasqf','Scale In','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","kind":"ScaleIn","cause":{"Manual":{"by":"admin"}},"before":3,"after":2}','{"state":"Successful","ended_at":1795922422111,"starting":[],"leaving":[],"done":1,"failed":0,"reached":2,"log":[{"at":1795922422076,"warning":false,"text":"Asked by admin"},{"at":1795922422076,"warning":false,"text":"shop-bghf8s eci-06h2ama1wm7gg3hf4nth is ended"},{"at":1795922422111,"warning":false,"text":"eci-06h2ama1wm7gg3hf4nth is gone"}]}',1,2,1795922422076,1795922422111,NULL,1);
INSERT INTO "doc_scaling_activity" VALUES('asa-06h2amb9bm0kgrfe8adq','Scale Out','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2amb9a085twdkgpqk","kind":"ScaleOut","cause":{"Below":{"desired":1}},"before":0,"after":1}','{"state":"Failed","ended_at":1795922422149,"starting":[],"leaving":[],"done":0,"failed":1,"reached":1,"log":[{"at":1795922422109,"warning":false,"text":"Fewer instances than the 1 wanted"},{"at":1795922422109,"warning":false,"text":"Made broken-nwvn1l eci-06h2amb9bqn0kxq1j2kt"},{"at":1795922422149,"warning":true,"text":"broken-nwvn1l is ScheduleFailed: fail/pull:latest: the registry has no such image (simulated)."}]}',1,2,1795922422109,1795922422149,NULL,1);
INSERT INTO "doc_scaling_activity" VALUES('asa-06h2amb9gpkgq2zsms3m','Replace','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2amb9a085twdkgpqk","kind":"Replace","cause":{"Health":{"instances":1}},"before":1,"after":1}','{"state":"PartiallySuccessful","ended_at":1795922422183,"starting":[],"leaving":[],"done":1,"failed":1,"reached":1,"log":[{"at":1795922422149,"warning":false,"text":"An instance ended or could not start"},{"at":1795922422149,"warning":true,"text":"broken-nwvn1l eci-06h2amb9bqn0kxq1j2kt is ScheduleFailed: fail/pull:latest: the registry has no such image (simulated)."},{"at":1795922422149,"warning":false,"text":"Another one that is lost is replaced after 10 s"},{"at":1795922422149,"warning":false,"text":"broken-nwvn1l eci-06h2amb9bqn0kxq1j2kt is ended"},{"at":1795922422149,"warning":false,"text":"Made broken-29ze6z eci-06h2amb9gqct2pf6tamh"},{"at":1795922422183,"warning":true,"text":"broken-29ze6z is ScheduleFailed: fail/pull:latest: the registry has no such image (simulated)."},{"at":1795922422183,"warning":false,"text":"eci-06h2amb9bqn0kxq1j2kt is gone"}]}',1,2,1795922422149,1795922422183,NULL,1);
INSERT INTO "doc_scaling_activity" VALUES('asa-06h2amcgkap45nbyft9p','Replace','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2amb9a085twdkgpqk","kind":"Replace","cause":{"Health":{"instances":1}},"before":1,"after":1}','{"state":"PartiallySuccessful","ended_at":1795922432194,"starting":[],"leaving":[],"done":1,"failed":1,"reached":1,"log":[{"at":1795922432154,"warning":false,"text":"An instance ended or could not start"},{"at":1795922432154,"warning":true,"text":"broken-29ze6z eci-06h2amb9gqct2pf6tamh is ScheduleFailed: fail/pull:latest: the registry has no such image (simulated)."},{"at":1795922432154,"warning":false,"text":"Another one that is lost is replaced after 20 s"},{"at":1795922432154,"warning":false,"text":"broken-29ze6z eci-06h2amb9gqct2pf6tamh is ended"},{"at":1795922432154,"warning":false,"text":"Made broken-9224dj eci-06h2amcgkbtsyfv53rc5"},{"at":1795922432186,"warning":false,"text":"eci-06h2amb9gqct2pf6tamh is gone"},{"at":1795922432194,"warning":true,"text":"broken-9224dj is ScheduleFailed: fail/pull:latest: the registry has no such image (simulated)."}]}',1,3,1795922432154,1795922432194,NULL,1);
CREATE TABLE "doc_scaling_configuration" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.group'), '') AS TEXT)) VIRTUAL, "security_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.template.security_group'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_scaling_configuration" VALUES('asc-06h2ama1vr067hxj1402','Version 1','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","version":1,"template":{"billing":"PayAsYouGo","security_group":"sg-06h2am9zr6fxfdqhw4c7","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"web","image":{"Address":"nginx"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","tags":{}}}','{"applied_at":1795922411998}',1,2,1795922411998,1795922411998,NULL,1);
INSERT INTO "doc_scaling_configuration" VALUES('asc-06h2ama1xkzn5bapnvbd','Version 2','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","version":2,"template":{"billing":"PayAsYouGo","security_group":"sg-06h2am9zr6fxfdqhw4c7","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"web","image":{"Address":"load/40"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","tags":{}}}','{"applied_at":null}',1,1,1795922412012,1795922412012,NULL,1);
INSERT INTO "doc_scaling_configuration" VALUES('asc-06h2amb9abwh7sg6xz5k','Version 1','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2amb9a085twdkgpqk","version":1,"template":{"billing":"PayAsYouGo","security_group":"sg-06h2am9zr6fxfdqhw4c7","size":{"Basic":{"vcpu":1,"gib":2}},"restart_policy":"Always","containers":[{"name":"x","image":{"Address":"fail/pull"},"version":"latest","pull_policy":"Always","command":null,"arguments":[],"working_directory":null,"cpu":0,"memory":0,"environment":[{"name":"MODE","value":"demo"}],"ports":[{"port":80,"protocol":"Tcp"}]}],"grace_seconds":5,"eip":"None","tags":{}}}','{"applied_at":1795922422098}',1,2,1795922422098,1795922422098,NULL,1);
CREATE TABLE "doc_scaling_group" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.vpc'), '') AS TEXT)) VIRTUAL, "enabled" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.enabled'), 0) AS INTEGER)) VIRTUAL, "ongoing" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.ongoing'), '') AS TEXT)) VIRTUAL, "instances" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.instances'), 0) AS INTEGER)) VIRTUAL, "desired" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.desired'), 0) AS INTEGER)) VIRTUAL) STRICT;
INSERT INTO "doc_scaling_group" VALUES('asg-06h2ama1v005dsqqyfcp','shop','local','usr-06h2am9zr35ayf4n4931','{}','{"group_type":"Eci","source":"CreateFromScratch","vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b","vsw-06h2am9zr5kxg2yhnc4e"],"settings":{"minimum":1,"maximum":4,"cooldown_seconds":0,"removal":{"first":"OldestConfiguration","then":"OldestInstance"},"replace_unhealthy":true},"configuration":"asc-06h2ama1vr067hxj1402","enabled":true}','{"desired":2,"instances":2,"running":2,"ongoing":null,"cooldown_until":null,"changed_at":1795922422111,"failures":0,"retry_at":null,"versions":2,"reason":null}',3,12,1795922411992,1795922422111,NULL,1);
INSERT INTO "doc_scaling_group" VALUES('asg-06h2amb9a085twdkgpqk','broken','local','usr-06h2am9zr35ayf4n4931','{}','{"group_type":"Eci","source":"CreateFromScratch","vpc":"vpc-06h2am9zr6x23r3qgnqw","subnets":["vsw-06h2am9zr55maaq2dd5b"],"settings":{"minimum":1,"maximum":2,"cooldown_seconds":0,"removal":{"first":"OldestConfiguration","then":null},"replace_unhealthy":true},"configuration":"asc-06h2amb9abwh7sg6xz5k","enabled":true}','{"desired":1,"instances":1,"running":0,"ongoing":null,"cooldown_until":null,"changed_at":1795922432194,"failures":2,"retry_at":1795922452154,"versions":1,"reason":"broken-29ze6z eci-06h2amb9gqct2pf6tamh is ScheduleFailed: fail/pull:latest: the registry has no such image (simulated)."}',3,9,1795922422096,1795922432194,NULL,1);
CREATE TABLE "doc_scaling_rule" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.group'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_scaling_rule" VALUES('asr-06h2ama1zjbryg4v855w','rule-simple','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","enabled":true,"cooldown_seconds":null,"kind":{"Simple":{"alarm":null,"adjustment":{"Change":1}}},"since":1795922412028}','{"acted_at":null,"handled":null}',1,1,1795922412028,1795922412028,NULL,1);
INSERT INTO "doc_scaling_rule" VALUES('asr-06h2ama20sy2a0c96n9a','rule-step','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","enabled":true,"cooldown_seconds":null,"kind":{"Step":{"alarm":{"metric":"Cpu","comparison":"AtLeast","threshold":600,"watch":{"period_seconds":15,"periods":3}},"bands":[{"from":0,"adjustment":{"Change":1}},{"from":200,"adjustment":{"Percent":50}}]}},"since":1795922412038}','{"acted_at":null,"handled":null}',1,1,1795922412038,1795922412038,NULL,1);
INSERT INTO "doc_scaling_rule" VALUES('asr-06h2ama228whratcxv1m','rule-target','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","enabled":true,"cooldown_seconds":null,"kind":{"Target":{"metric":"Memory","target":500,"watch":{"period_seconds":15,"periods":3},"scale_in_periods":8}},"since":1795922412050}','{"acted_at":null,"handled":null}',1,1,1795922412050,1795922412050,NULL,1);
INSERT INTO "doc_scaling_rule" VALUES('asr-06h2ama22xaqwnxtgfm5','rule-scheduled','local','usr-06h2am9zr35ayf4n4931','{}','{"group":"asg-06h2ama1v005dsqqyfcp","enabled":true,"cooldown_seconds":null,"kind":{"Scheduled":{"cron":"0 8 * * 1-5","adjustment":{"To":3}}},"since":1795922412055}','{"acted_at":null,"handled":null}',1,1,1795922412055,1795922412055,NULL,1);
CREATE TABLE "doc_security_group" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.vpc'), '') AS TEXT)) VIRTUAL) STRICT;
INSERT INTO "doc_security_group" VALUES('sg-06h2am9zr6fxfdqhw4c7','Default-Security-Group','local','system','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","description":"","rules":[{"direction":"Inbound","protocol":"All","ports":null,"remote":{"Range":"10.0.0.0/16"},"priority":100,"action":"Allow","description":"Everything inside the VPC"},{"direction":"Inbound","protocol":"All","ports":null,"remote":{"Range":"fda7:3c45:c382::/48"},"priority":100,"action":"Allow","description":"Everything inside the VPC, IPv6"},{"direction":"Inbound","protocol":"Icmp","ports":null,"remote":{"Range":"0.0.0.0/0"},"priority":100,"action":"Allow","description":"Ping"},{"direction":"Inbound","protocol":"Tcp","ports":{"first":80,"last":80},"remote":{"Range":"0.0.0.0/0"},"priority":100,"action":"Allow","description":"HTTP"},{"direction":"Inbound","protocol":"Tcp","ports":{"first":443,"last":443},"remote":{"Range":"0.0.0.0/0"},"priority":100,"action":"Allow","description":"HTTPS"},{"direction":"Outbound","protocol":"All","ports":null,"remote":{"Range":"0.0.0.0/0"},"priority":100,"action":"Allow","description":"Everything out"},{"direction":"Outbound","protocol":"All","ports":null,"remote":{"Range":"::/0"},"priority":100,"action":"Allow","description":"Everything out, IPv6"}]}','null',1,1,1795922411457,1795922411457,NULL,2);
INSERT INTO "doc_security_group" VALUES('sg-06h2ama14z8eytbftsap','closed','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2ama131tf5dtvkxkd","description":"Nothing in","rules":[]}','null',1,1,1795922411815,1795922411815,NULL,2);
CREATE TABLE "doc_vpc" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "cidr" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.cidr'), '') AS TEXT)) VIRTUAL, "cidr_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid('[' || replace(replace("cidr", '.', ','), '/', ',') || ']') THEN ((((coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[0]'), 0) * 256) + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[1]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[2]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[3]'), 0)) * 64 + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[4]'), 0) ELSE 0 END) VIRTUAL) STRICT;
INSERT INTO "doc_vpc" VALUES('vpc-06h2am9zr6x23r3qgnqw','vpc-default','local','system','{}','{"cidr":"10.0.0.0/16","ipv6":false,"description":""}','{"index":0}',1,1,1795922411457,1795922411457,NULL,1);
INSERT INTO "doc_vpc" VALUES('vpc-06h2ama131tf5dtvkxkd','second','local','usr-06h2am9zr35ayf4n4931','{}','{"cidr":"192.168.0.0/16","ipv6":true,"description":"Another one"}','{"index":1}',1,1,1795922411800,1795922411800,NULL,1);
CREATE TABLE "doc_vswitch" (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                owner TEXT NOT NULL,
                labels TEXT NOT NULL,
                spec TEXT NOT NULL,
                status TEXT NOT NULL,
                generation INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleting INTEGER,
                shape INTEGER NOT NULL
            , "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.vpc'), '') AS TEXT)) VIRTUAL, "cidr" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.cidr'), '') AS TEXT)) VIRTUAL, "cidr_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid('[' || replace(replace("cidr", '.', ','), '/', ',') || ']') THEN ((((coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[0]'), 0) * 256) + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[1]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[2]'), 0)) * 256 + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[3]'), 0)) * 64 + coalesce(json_extract('[' || replace(replace("cidr", '.', ','), '/', ',') || ']', '$[4]'), 0) ELSE 0 END) VIRTUAL, "zone" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, '$.zone'), '') AS TEXT)) VIRTUAL, "used" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, '$.used'), 0) AS INTEGER)) VIRTUAL) STRICT;
INSERT INTO "doc_vswitch" VALUES('vsw-06h2am9zr55maaq2dd5b','vsw-local-a','local','system','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","zone":"local-a","cidr":"10.0.0.0/18","ipv6":false,"description":""}','{"used":8,"next":12}',1,17,1795922411457,1795922432184,NULL,1);
INSERT INTO "doc_vswitch" VALUES('vsw-06h2am9zr5kxg2yhnc4e','vsw-local-b','local','system','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","zone":"local-b","cidr":"10.0.64.0/18","ipv6":false,"description":""}','{"used":1,"next":1}',1,2,1795922411457,1795922412022,NULL,1);
INSERT INTO "doc_vswitch" VALUES('vsw-06h2am9zr76n3h3we8ze','vsw-local-c','local','system','{}','{"vpc":"vpc-06h2am9zr6x23r3qgnqw","zone":"local-c","cidr":"10.0.128.0/18","ipv6":false,"description":""}','{"used":0,"next":0}',1,1,1795922411457,1795922411457,NULL,1);
INSERT INTO "doc_vswitch" VALUES('vsw-06h2ama13kdp6yjsvry7','second-a','local','usr-06h2am9zr35ayf4n4931','{}','{"vpc":"vpc-06h2ama131tf5dtvkxkd","zone":"local-a","cidr":"192.168.1.0/24","ipv6":true,"description":""}','{"used":0,"next":0}',1,1,1795922411804,1795922411804,NULL,1);
CREATE TABLE document_counts (
        kind TEXT NOT NULL,
        region TEXT NOT NULL,
        documents INTEGER NOT NULL,
        PRIMARY KEY (kind, region)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "document_counts" VALUES('container_group','local',9);
INSERT INTO "document_counts" VALUES('eip','local',3);
INSERT INTO "document_counts" VALUES('key_pair','local',1);
INSERT INTO "document_counts" VALUES('namespace','local',2);
INSERT INTO "document_counts" VALUES('order','local',3);
INSERT INTO "document_counts" VALUES('quota','local',1);
INSERT INTO "document_counts" VALUES('registry_instance','local',4);
INSERT INTO "document_counts" VALUES('repository','local',2);
INSERT INTO "document_counts" VALUES('scaling_activity','local',6);
INSERT INTO "document_counts" VALUES('scaling_configuration','local',3);
INSERT INTO "document_counts" VALUES('scaling_group','local',2);
INSERT INTO "document_counts" VALUES('scaling_rule','local',4);
INSERT INTO "document_counts" VALUES('security_group','local',2);
INSERT INTO "document_counts" VALUES('vpc','local',2);
INSERT INTO "document_counts" VALUES('vswitch','local',4);
CREATE TABLE document_references (
        of TEXT NOT NULL,
        bond TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (of, bond, kind, id, role)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_activity','asa-06h2ama1wmxcc1xtfk28','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_activity','asa-06h2amashy2r3scrshxk','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_activity','asa-06h2amb97g4b1wnfasqf','');
INSERT INTO "document_references" VALUES('asg-06h2amb9a085twdkgpqk','part_of','scaling_activity','asa-06h2amb9bm0kgrfe8adq','');
INSERT INTO "document_references" VALUES('asg-06h2amb9a085twdkgpqk','part_of','scaling_activity','asa-06h2amb9gpkgq2zsms3m','');
INSERT INTO "document_references" VALUES('asg-06h2amb9a085twdkgpqk','part_of','scaling_activity','asa-06h2amcgkap45nbyft9p','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_configuration','asc-06h2ama1vr067hxj1402','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','scaling_configuration','asc-06h2ama1vr067hxj1402','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_configuration','asc-06h2ama1xkzn5bapnvbd','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','scaling_configuration','asc-06h2ama1xkzn5bapnvbd','');
INSERT INTO "document_references" VALUES('asg-06h2amb9a085twdkgpqk','part_of','scaling_configuration','asc-06h2amb9abwh7sg6xz5k','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','scaling_configuration','asc-06h2amb9abwh7sg6xz5k','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','scaling_group','asg-06h2ama1v005dsqqyfcp','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','scaling_group','asg-06h2ama1v005dsqqyfcp','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr5kxg2yhnc4e','uses','scaling_group','asg-06h2ama1v005dsqqyfcp','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','scaling_group','asg-06h2amb9a085twdkgpqk','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','scaling_group','asg-06h2amb9a085twdkgpqk','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_rule','asr-06h2ama1zjbryg4v855w','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_rule','asr-06h2ama20sy2a0c96n9a','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_rule','asr-06h2ama228whratcxv1m','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','part_of','scaling_rule','asr-06h2ama22xaqwnxtgfm5','');
INSERT INTO "document_references" VALUES('cri-06h2am9zrg1gznkxk37y','part_of','namespace','crn-06h2am9zrkgcrqrzatsg','');
INSERT INTO "document_references" VALUES('cri-06h2ama1bk3kxsd0xe1c','part_of','namespace','crn-06h2ama1kkbs1mnpmnvk','');
INSERT INTO "document_references" VALUES('crn-06h2am9zrkgcrqrzatsg','part_of','repository','crr-06h2am9zt2tnbdfpy64z','');
INSERT INTO "document_references" VALUES('crn-06h2ama1kkbs1mnpmnvk','part_of','repository','crr-06h2ama1m9m8s3ynzp1e','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama0wjdh10vrxqnd','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama0wjdh10vrxqnd','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2ama0wjdh10vrxqnd','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama0ymggcapygddc','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama0ymggcapygddc','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2ama0ymggcapygddc','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama0zr8qv6y5t444','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama0zr8qv6y5t444','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2ama0zr8qv6y5t444','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama10f77mk5j0k5j','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama10f77mk5j0k5j','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2ama10f77mk5j0k5j','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama11hqnd7aff9kj','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama11hqnd7aff9kj','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2ama11hqnd7aff9kj','');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama1243205dw43g4','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama1243205dw43g4','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2ama1243205dw43g4','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','mentions','container_group','eci-06h2ama1wpk0f5m5wr9r','instance');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2ama1wpk0f5m5wr9r','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2ama1wpk0f5m5wr9r','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr5kxg2yhnc4e','uses','container_group','eci-06h2ama1wpk0f5m5wr9r','');
INSERT INTO "document_references" VALUES('asg-06h2ama1v005dsqqyfcp','mentions','container_group','eci-06h2amashyr9cwkmez7v','instance');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2amashyr9cwkmez7v','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2amashyr9cwkmez7v','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2amashyr9cwkmez7v','');
INSERT INTO "document_references" VALUES('asg-06h2amb9a085twdkgpqk','mentions','container_group','eci-06h2amcgkbtsyfv53rc5','instance');
INSERT INTO "document_references" VALUES('sg-06h2am9zr6fxfdqhw4c7','uses','container_group','eci-06h2amcgkbtsyfv53rc5','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','container_group','eci-06h2amcgkbtsyfv53rc5','');
INSERT INTO "document_references" VALUES('vsw-06h2am9zr55maaq2dd5b','uses','container_group','eci-06h2amcgkbtsyfv53rc5','');
INSERT INTO "document_references" VALUES('eci-06h2ama0wjdh10vrxqnd','mentions','eip','eip-06h2ama0wjwq5tc479qz','eip');
INSERT INTO "document_references" VALUES('eci-06h2ama1243205dw43g4','mentions','eip','eip-06h2ama16fj9mczexe54','eip');
INSERT INTO "document_references" VALUES('cri-06h2ama1bk3kxsd0xe1c','mentions','order','ord-06h2ama1bjvxc5sz3ytf','order');
INSERT INTO "document_references" VALUES('cri-06h2ama1e8y286x26nx3','mentions','order','ord-06h2ama1eb9v58b6ejs1','order');
INSERT INTO "document_references" VALUES('cri-06h2ama1bk3kxsd0xe1c','mentions','order','ord-06h2ama1fvr58kfmcntr','order');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','security_group','sg-06h2am9zr6fxfdqhw4c7','');
INSERT INTO "document_references" VALUES('vpc-06h2ama131tf5dtvkxkd','uses','security_group','sg-06h2ama14z8eytbftsap','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','vswitch','vsw-06h2am9zr55maaq2dd5b','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','vswitch','vsw-06h2am9zr5kxg2yhnc4e','');
INSERT INTO "document_references" VALUES('vpc-06h2am9zr6x23r3qgnqw','uses','vswitch','vsw-06h2am9zr76n3h3we8ze','');
INSERT INTO "document_references" VALUES('vpc-06h2ama131tf5dtvkxkd','uses','vswitch','vsw-06h2ama13kdp6yjsvry7','');
CREATE TABLE events (
        resource TEXT NOT NULL,
        n INTEGER NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        reason TEXT NOT NULL,
        description TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (resource, n)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',1,'a6ecb81cce7009f1c1b99e3f34e76b62','Normal','Ordered','Ordered by admin, spec 1vCPU 2GiB',1795922411748,1795922411748,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',2,'319268fe67604e18d6f98c264f00686b','Normal','EipBound','EIP 127.50.0.145 bound, 5 Mbps',1795922411748,1795922411748,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',3,'0831a06939e7c2dd0cac1bcea1ad2fd1','Normal','Scheduled','Placed in zone local-a with address 10.0.0.2',1795922411761,1795922411761,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',4,'cec5f2070b5a714c010411aa45748801','Normal','Pulled','Successfully pulled image nginx:latest in 120 ms',1795922411894,1795922411894,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',5,'972673063c460d675f25ccb85095fb4f','Normal','Pulled','Successfully pulled image redis:latest in 121 ms',1795922412022,1795922412022,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',6,'29308fb5b560bfb99956fba0d6ba3a07','Normal','Created','Created container web',1795922412080,1795922412080,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',7,'e13b471e1db5f3e8ddbddc17c913d8f6','Normal','Created','Created container side',1795922412096,1795922412096,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',8,'5ddda26efc198eac8b85ec0491c5d6dd','Normal','Started','Started container web',1795922412112,1795922412112,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',9,'11e9d9d34215fba46f06a840d56ecad7','Normal','Started','Started container side',1795922412120,1795922412120,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',10,'ca7d431514c8f16b33d4bf6fe32f33f2','Normal','Restarting','Restart asked by admin',1795922422086,1795922422086,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',11,'2a73465fbe8437d26b05fd339a1f3b6f','Normal','Pulled','Successfully pulled image nginx:latest in 122 ms',1795922422214,1795922422214,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',12,'cef12d717ed13d9ac6f36174350ecd0d','Normal','Pulled','Successfully pulled image redis:latest in 121 ms',1795922422338,1795922422338,1);
INSERT INTO "events" VALUES('eci-06h2ama0wjdh10vrxqnd',13,'8d166d86bd1e94e03a60c594a265ed1a','Normal','Restarted','Restarted all containers',1795922422381,1795922422381,1);
INSERT INTO "events" VALUES('eci-06h2ama0ymggcapygddc',1,'8cab041387d9a8b81ee04b75f965a3ac','Normal','Ordered','Ordered by admin, spec 1vCPU 2GiB',1795922411765,1795922411765,1);
INSERT INTO "events" VALUES('eci-06h2ama0ymggcapygddc',2,'6f09b8823ca20531f40d1a8fd502cedf','Normal','Scheduled','Placed in zone local-a with address 10.0.0.4',1795922411770,1795922411770,1);
INSERT INTO "events" VALUES('eci-06h2ama0ymggcapygddc',3,'e6ae0c9392c39a9706739036707798c3','Normal','Pulled','Successfully pulled image exit/0:latest in 120 ms',1795922411894,1795922411894,1);
INSERT INTO "events" VALUES('eci-06h2ama0ymggcapygddc',4,'7fb948b39e70d9fa2129ce925eecc527','Normal','Created','Created container job',1795922411946,1795922411946,1);
INSERT INTO "events" VALUES('eci-06h2ama0ymggcapygddc',5,'755cb207e34cb383f7c0f82d83c062f3','Normal','Started','Started container job',1795922411969,1795922411969,1);
INSERT INTO "events" VALUES('eci-06h2ama0ymggcapygddc',6,'c6266ef20660f5d6e7db6049d232923b','Normal','Ended','Container job ended: Exit code 0 after 2.00 s',1795922413968,1795922413968,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',1,'127c179968f3770840a82f774f9731c5','Normal','Ordered','Ordered by admin, spec 1vCPU 2GiB',1795922411774,1795922411774,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',2,'cf244f60c4614d0930b3acd25c6fdc08','Normal','Scheduled','Placed in zone local-a with address 10.0.0.5',1795922411776,1795922411776,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',3,'97b20123cdd1fc5e76fdc2df27b585cc','Normal','Pulled','Successfully pulled image exit/3:latest in 122 ms',1795922411912,1795922411912,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',4,'1ddb9444fa292c3c4b1d9d96d4cacf24','Normal','Created','Created container crash',1795922411957,1795922411957,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',5,'693ca0927960f8a80557fdb040cffcd3','Normal','Started','Started container crash',1795922411976,1795922411976,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',6,'312012a64fc817770ba3fa3cde874696','Warning','Ended','Container crash ended: Exit code 3 after 2.00 s',1795922413974,1795922413974,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',7,'d9d18a9c11c15611cd243295119114fa','Normal','Started','Started container crash again',1795922414975,1795922414975,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',8,'ca89790fb932f7ec2278d145e44efc5c','Warning','Ended','Container crash ended: Exit code 3 after 2.00 s',1795922416975,1795922416975,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',9,'cc31d5cfa9e30de222973287d5764e38','Normal','Started','Started container crash again',1795922418976,1795922418976,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',10,'902dd1eac2f1547ed3df29dabbf9d0f5','Warning','Ended','Container crash ended: Exit code 3 after 2.00 s',1795922420976,1795922420976,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',11,'93ba62e2e9eb147c2a81ef03230a09c2','Normal','Started','Started container crash again',1795922424975,1795922424975,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',12,'aa749c07fce87744bddb94b231c9ab7a','Warning','Ended','Container crash ended: Exit code 3 after 2.00 s',1795922426974,1795922426974,1);
INSERT INTO "events" VALUES('eci-06h2ama0zr8qv6y5t444',13,'39b5fd4d1a8589cfbdcb80fea139706e','Normal','Started','Started container crash again',1795922434976,1795922434976,1);
INSERT INTO "events" VALUES('eci-06h2ama10f77mk5j0k5j',1,'10735a4cf10f344bc86d9f3bd2469a95','Normal','Ordered','Ordered by admin, spec 1vCPU 2GiB',1795922411779,1795922411779,1);
INSERT INTO "events" VALUES('eci-06h2ama10f77mk5j0k5j',2,'4c740804a43c25b25fcfc5340ec51550','Normal','Scheduled','Placed in zone local-a with address 10.0.0.6',1795922411783,1795922411783,1);
INSERT INTO "events" VALUES('eci-06h2ama10f77mk5j0k5j',3,'6a7cef136a08778185eaf24048d82351','Normal','Pulled','Successfully pulled image exit/1:latest in 121 ms',1795922412107,1795922412107,1);
INSERT INTO "events" VALUES('eci-06h2ama10f77mk5j0k5j',4,'f68c4dc708cf6e46e71a4d3f6cc60867','Normal','Created','Created container x',1795922412146,1795922412146,1);
INSERT INTO "events" VALUES('eci-06h2ama10f77mk5j0k5j',5,'e2a5da428d786a7bc613940c7c472665','Normal','Started','Started container x',1795922412163,1795922412163,1);
INSERT INTO "events" VALUES('eci-06h2ama10f77mk5j0k5j',6,'3ca969a8b8bff511c56b95e38b06ec8c','Warning','Ended','Container x ended: Exit code 1 after 2.00 s',1795922414165,1795922414165,1);
INSERT INTO "events" VALUES('eci-06h2ama11hqnd7aff9kj',1,'dea5f081c0bc5f41b6c26a9e6b9f7942','Normal','Ordered','Ordered by admin, spec 1vCPU 2GiB',1795922411788,1795922411788,1);
INSERT INTO "events" VALUES('eci-06h2ama11hqnd7aff9kj',2,'c04adc5892ce7d758d0ea844c8b36f8b','Normal','Scheduled','Placed in zone local-a with address 10.0.0.7',1795922411790,1795922411790,1);
INSERT INTO "events" VALUES('eci-06h2ama11hqnd7aff9kj',3,'95ad63643d64ca1fc2f5869a1fe64912','Warning','ScheduleFailed','fail/pull:latest: the registry has no such image (simulated).',1795922412012,1795922412012,1);
INSERT INTO "events" VALUES('eci-06h2ama1243205dw43g4',1,'cf197596e4fb33acbbd38e518ce63eda','Normal','Ordered','Ordered by admin, spec 1vCPU 2GiB',1795922411793,1795922411793,1);
INSERT INTO "events" VALUES('eci-06h2ama1243205dw43g4',2,'38191890acede63c7acd3fa51d0b7ce5','Normal','Scheduled','Placed in zone local-a with address 10.0.0.8',1795922411796,1795922411796,1);
INSERT INTO "events" VALUES('eci-06h2ama1243205dw43g4',3,'6f59819ceacf969aeb93aa8f21e6cbd7','Normal','EipBound','EIP 127.50.0.118 bound, 10 Mbps',1795922411840,1795922411840,1);
INSERT INTO "events" VALUES('eci-06h2ama1243205dw43g4',4,'29b6ca2d29eddc253132ccce7cd40868','Normal','Pulled','Successfully pulled image nginx:latest in 121 ms',1795922412116,1795922412116,1);
INSERT INTO "events" VALUES('eci-06h2ama1243205dw43g4',5,'3edb4cf93c3f5bc33c7be17c2f5a0df7','Normal','Created','Created container m',1795922412170,1795922412170,1);
INSERT INTO "events" VALUES('eci-06h2ama1243205dw43g4',6,'eaf65b75e251f3ca98b2adc5a1239991','Normal','Started','Started container m',1795922412187,1795922412187,1);
INSERT INTO "events" VALUES('eci-06h2ama1wpk0f5m5wr9r',1,'8f64acf3c546ac85ecc4f6bcc3d89fd8','Normal','Ordered','Ordered by scaling group shop, configuration version 1, spec 1vCPU 2GiB',1795922412005,1795922412005,1);
INSERT INTO "events" VALUES('eci-06h2ama1wpk0f5m5wr9r',2,'867f288a5ac31881edaf4c0c729a07bf','Normal','Scheduled','Placed in zone local-b with address 10.0.64.2',1795922412022,1795922412022,1);
INSERT INTO "events" VALUES('eci-06h2ama1wpk0f5m5wr9r',3,'7cd0ca6face49ccb89ac01fa103cbcab','Normal','Pulled','Successfully pulled image nginx:latest in 120 ms',1795922412254,1795922412254,1);
INSERT INTO "events" VALUES('eci-06h2ama1wpk0f5m5wr9r',4,'f531993aa1a3fc184e1349a6f614ad82','Normal','Created','Created container web',1795922412295,1795922412295,1);
INSERT INTO "events" VALUES('eci-06h2ama1wpk0f5m5wr9r',5,'7e89343af18fc25f63be3ea9e923697c','Normal','Started','Started container web',1795922412312,1795922412312,1);
INSERT INTO "events" VALUES('eci-06h2amashyr9cwkmez7v',1,'ef3e932de490dc649ca081a4ca4a1e44','Normal','Ordered','Ordered by scaling group shop, configuration version 1, spec 1vCPU 2GiB',1795922418063,1795922418063,1);
INSERT INTO "events" VALUES('eci-06h2amashyr9cwkmez7v',2,'92cf0ac666b37a7399ecec512243a59e','Normal','Scheduled','Placed in zone local-a with address 10.0.0.10',1795922418072,1795922418072,1);
INSERT INTO "events" VALUES('eci-06h2amashyr9cwkmez7v',3,'4b20ffbdc7093003793210ef3705c517','Normal','Pulled','Successfully pulled image nginx:latest in 121 ms',1795922418202,1795922418202,1);
INSERT INTO "events" VALUES('eci-06h2amashyr9cwkmez7v',4,'b9bcd18df69c7896a2090318570343dd','Normal','Created','Created container web',1795922418249,1795922418249,1);
INSERT INTO "events" VALUES('eci-06h2amashyr9cwkmez7v',5,'43b4ffe31db84af021abac53a22bcd65','Normal','Started','Started container web',1795922418266,1795922418266,1);
INSERT INTO "events" VALUES('eci-06h2amcgkbtsyfv53rc5',1,'994974725074918f2cd2661e5f8102bb','Normal','Ordered','Ordered by scaling group broken, configuration version 1, spec 1vCPU 2GiB',1795922432154,1795922432154,1);
INSERT INTO "events" VALUES('eci-06h2amcgkbtsyfv53rc5',2,'ea1825f3164f0fa6b09ad0a35486336b','Normal','Scheduled','Placed in zone local-a with address 10.0.0.13',1795922432167,1795922432167,1);
INSERT INTO "events" VALUES('eci-06h2amcgkbtsyfv53rc5',3,'c00ab67e69c81004092788073462b9d3','Warning','ScheduleFailed','fail/pull:latest: the registry has no such image (simulated).',1795922432192,1795922432192,1);
CREATE TABLE kinds (kind TEXT PRIMARY KEY NOT NULL, shape INTEGER NOT NULL, columns TEXT NOT NULL) STRICT;
INSERT INTO "kinds" VALUES('scaling_configuration',1,'ALTER TABLE "doc_scaling_configuration" ADD COLUMN "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.group''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_scaling_configuration" ADD COLUMN "security_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.template.security_group''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_scaling_configuration_by_name" ON "doc_scaling_configuration" ("region", "name", "id");
CREATE INDEX "doc_scaling_configuration_by_created_at" ON "doc_scaling_configuration" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_configuration_by_scaling_group" ON "doc_scaling_configuration" ("region", "scaling_group", "id");
CREATE INDEX "doc_scaling_configuration_by_security_group" ON "doc_scaling_configuration" ("region", "security_group", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('namespace',1,'ALTER TABLE "doc_namespace" ADD COLUMN "instance" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.instance''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_namespace_by_name" ON "doc_namespace" ("region", "name", "id");
CREATE INDEX "doc_namespace_by_created_at" ON "doc_namespace" ("region", "created_at", "id");
CREATE INDEX "doc_namespace_by_instance" ON "doc_namespace" ("region", "instance", "id");
CREATE INDEX "doc_namespace_by_instance_name" ON "doc_namespace" ("region", "instance", "name", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('scaling_group',1,'ALTER TABLE "doc_scaling_group" ADD COLUMN "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.vpc''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_scaling_group" ADD COLUMN "enabled" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.enabled''), 0) AS INTEGER)) VIRTUAL;
ALTER TABLE "doc_scaling_group" ADD COLUMN "ongoing" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.ongoing''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_scaling_group" ADD COLUMN "instances" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.instances''), 0) AS INTEGER)) VIRTUAL;
ALTER TABLE "doc_scaling_group" ADD COLUMN "desired" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.desired''), 0) AS INTEGER)) VIRTUAL;
CREATE INDEX "doc_scaling_group_by_name" ON "doc_scaling_group" ("region", "name", "id");
CREATE INDEX "doc_scaling_group_by_created_at" ON "doc_scaling_group" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_group_by_vpc" ON "doc_scaling_group" ("region", "vpc", "id");
CREATE INDEX "doc_scaling_group_by_enabled" ON "doc_scaling_group" ("region", "enabled", "id");
CREATE INDEX "doc_scaling_group_by_ongoing" ON "doc_scaling_group" ("region", "ongoing", "id");
CREATE INDEX "doc_scaling_group_by_instances" ON "doc_scaling_group" ("region", "instances", "id");
CREATE INDEX "doc_scaling_group_by_desired" ON "doc_scaling_group" ("region", "desired", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('security_group',2,'ALTER TABLE "doc_security_group" ADD COLUMN "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.vpc''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_security_group_by_name" ON "doc_security_group" ("region", "name", "id");
CREATE INDEX "doc_security_group_by_created_at" ON "doc_security_group" ("region", "created_at", "id");
CREATE INDEX "doc_security_group_by_vpc" ON "doc_security_group" ("region", "vpc", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('scaling_activity',1,'ALTER TABLE "doc_scaling_activity" ADD COLUMN "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.group''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_scaling_activity_by_name" ON "doc_scaling_activity" ("region", "name", "id");
CREATE INDEX "doc_scaling_activity_by_created_at" ON "doc_scaling_activity" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_activity_by_scaling_group" ON "doc_scaling_activity" ("region", "scaling_group", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('vpc',1,'ALTER TABLE "doc_vpc" ADD COLUMN "cidr" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.cidr''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_vpc" ADD COLUMN "cidr_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'') THEN ((((coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[0]''), 0) * 256) + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[1]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[2]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[3]''), 0)) * 64 + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[4]''), 0) ELSE 0 END) VIRTUAL;
CREATE INDEX "doc_vpc_by_name" ON "doc_vpc" ("region", "name", "id");
CREATE INDEX "doc_vpc_by_created_at" ON "doc_vpc" ("region", "created_at", "id");
CREATE INDEX "doc_vpc_by_cidr_in_order" ON "doc_vpc" ("region", "cidr_in_order", "id");
-- refers: Nowhere');
INSERT INTO "kinds" VALUES('key_pair',1,'ALTER TABLE "doc_key_pair" ADD COLUMN "fingerprint" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.fingerprint''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_key_pair" ADD COLUMN "algorithm" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.algorithm''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_key_pair_by_name" ON "doc_key_pair" ("region", "name", "id");
CREATE INDEX "doc_key_pair_by_created_at" ON "doc_key_pair" ("region", "created_at", "id");
CREATE INDEX "doc_key_pair_by_fingerprint" ON "doc_key_pair" ("region", "fingerprint", "id");
CREATE INDEX "doc_key_pair_by_algorithm" ON "doc_key_pair" ("region", "algorithm", "id");
-- refers: Nowhere');
INSERT INTO "kinds" VALUES('eip',1,'ALTER TABLE "doc_eip" ADD COLUMN "address" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.address''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_eip" ADD COLUMN "address_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid(''['' || replace(replace("address", ''.'', '',''), ''/'', '','') || '']'') THEN ((((coalesce(json_extract(''['' || replace(replace("address", ''.'', '',''), ''/'', '','') || '']'', ''$[0]''), 0) * 256) + coalesce(json_extract(''['' || replace(replace("address", ''.'', '',''), ''/'', '','') || '']'', ''$[1]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("address", ''.'', '',''), ''/'', '','') || '']'', ''$[2]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("address", ''.'', '',''), ''/'', '','') || '']'', ''$[3]''), 0)) * 64 + coalesce(json_extract(''['' || replace(replace("address", ''.'', '',''), ''/'', '','') || '']'', ''$[4]''), 0) ELSE 0 END) VIRTUAL;
ALTER TABLE "doc_eip" ADD COLUMN "bound" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.bound''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_eip" ADD COLUMN "bandwidth" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.bandwidth_mbps''), 0) AS INTEGER)) VIRTUAL;
CREATE INDEX "doc_eip_by_name" ON "doc_eip" ("region", "name", "id");
CREATE INDEX "doc_eip_by_created_at" ON "doc_eip" ("region", "created_at", "id");
CREATE INDEX "doc_eip_by_address_in_order" ON "doc_eip" ("region", "address_in_order", "id");
CREATE INDEX "doc_eip_by_bound" ON "doc_eip" ("region", "bound", "id");
CREATE INDEX "doc_eip_by_bandwidth" ON "doc_eip" ("region", "bandwidth", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('container_group',1,'ALTER TABLE "doc_container_group" ADD COLUMN "state" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.shown''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "private_ip" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.private_ip''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "private_ip_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid(''['' || replace(replace("private_ip", ''.'', '',''), ''/'', '','') || '']'') THEN ((((coalesce(json_extract(''['' || replace(replace("private_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[0]''), 0) * 256) + coalesce(json_extract(''['' || replace(replace("private_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[1]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("private_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[2]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("private_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[3]''), 0)) * 64 + coalesce(json_extract(''['' || replace(replace("private_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[4]''), 0) ELSE 0 END) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "public_ip" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.public_ip''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "public_ip_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid(''['' || replace(replace("public_ip", ''.'', '',''), ''/'', '','') || '']'') THEN ((((coalesce(json_extract(''['' || replace(replace("public_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[0]''), 0) * 256) + coalesce(json_extract(''['' || replace(replace("public_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[1]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("public_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[2]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("public_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[3]''), 0)) * 64 + coalesce(json_extract(''['' || replace(replace("public_ip", ''.'', '',''), ''/'', '','') || '']'', ''$[4]''), 0) ELSE 0 END) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.vpc''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "subnet" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.subnet''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "security_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.security_group''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_container_group" ADD COLUMN "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.scaling.group''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_container_group_by_name" ON "doc_container_group" ("region", "name", "id");
CREATE INDEX "doc_container_group_by_created_at" ON "doc_container_group" ("region", "created_at", "id");
CREATE INDEX "doc_container_group_by_state" ON "doc_container_group" ("region", "state", "id");
CREATE INDEX "doc_container_group_by_private_ip_in_order" ON "doc_container_group" ("region", "private_ip_in_order", "id");
CREATE INDEX "doc_container_group_by_public_ip_in_order" ON "doc_container_group" ("region", "public_ip_in_order", "id");
CREATE INDEX "doc_container_group_by_vpc" ON "doc_container_group" ("region", "vpc", "id");
CREATE INDEX "doc_container_group_by_subnet" ON "doc_container_group" ("region", "subnet", "id");
CREATE INDEX "doc_container_group_by_security_group" ON "doc_container_group" ("region", "security_group", "id");
CREATE INDEX "doc_container_group_by_scaling_group" ON "doc_container_group" ("region", "scaling_group", "id");
-- refers: ByStatus(1)');
INSERT INTO "kinds" VALUES('vswitch',1,'ALTER TABLE "doc_vswitch" ADD COLUMN "vpc" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.vpc''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_vswitch" ADD COLUMN "cidr" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.cidr''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_vswitch" ADD COLUMN "cidr_in_order" INTEGER GENERATED ALWAYS AS (CASE WHEN json_valid(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'') THEN ((((coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[0]''), 0) * 256) + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[1]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[2]''), 0)) * 256 + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[3]''), 0)) * 64 + coalesce(json_extract(''['' || replace(replace("cidr", ''.'', '',''), ''/'', '','') || '']'', ''$[4]''), 0) ELSE 0 END) VIRTUAL;
ALTER TABLE "doc_vswitch" ADD COLUMN "zone" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.zone''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_vswitch" ADD COLUMN "used" INTEGER GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.used''), 0) AS INTEGER)) VIRTUAL;
CREATE INDEX "doc_vswitch_by_name" ON "doc_vswitch" ("region", "name", "id");
CREATE INDEX "doc_vswitch_by_created_at" ON "doc_vswitch" ("region", "created_at", "id");
CREATE INDEX "doc_vswitch_by_vpc" ON "doc_vswitch" ("region", "vpc", "id");
CREATE INDEX "doc_vswitch_by_cidr_in_order" ON "doc_vswitch" ("region", "cidr_in_order", "id");
CREATE INDEX "doc_vswitch_by_zone" ON "doc_vswitch" ("region", "zone", "id");
CREATE INDEX "doc_vswitch_by_used" ON "doc_vswitch" ("region", "used", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('order',1,'ALTER TABLE "doc_order" ADD COLUMN "state" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(status, ''$.state''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_order_by_name" ON "doc_order" ("region", "name", "id");
CREATE INDEX "doc_order_by_created_at" ON "doc_order" ("region", "created_at", "id");
CREATE INDEX "doc_order_by_state" ON "doc_order" ("region", "state", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('registry_instance',1,'ALTER TABLE "doc_registry_instance" ADD COLUMN "personal" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.edition.Personal''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_registry_instance_by_name" ON "doc_registry_instance" ("region", "name", "id");
CREATE INDEX "doc_registry_instance_by_created_at" ON "doc_registry_instance" ("region", "created_at", "id");
CREATE INDEX "doc_registry_instance_by_personal" ON "doc_registry_instance" ("region", "personal", "id");
-- refers: Nowhere');
INSERT INTO "kinds" VALUES('quota',1,'CREATE INDEX "doc_quota_by_name" ON "doc_quota" ("region", "name", "id");
CREATE INDEX "doc_quota_by_created_at" ON "doc_quota" ("region", "created_at", "id");
-- refers: Nowhere');
INSERT INTO "kinds" VALUES('repository',1,'ALTER TABLE "doc_repository" ADD COLUMN "instance" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.instance''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_repository" ADD COLUMN "namespace" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.namespace''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_repository" ADD COLUMN "visibility" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.visibility''), '''') AS TEXT)) VIRTUAL;
ALTER TABLE "doc_repository" ADD COLUMN "summary" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.summary''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_repository_by_name" ON "doc_repository" ("region", "name", "id");
CREATE INDEX "doc_repository_by_created_at" ON "doc_repository" ("region", "created_at", "id");
CREATE INDEX "doc_repository_by_instance" ON "doc_repository" ("region", "instance", "id");
CREATE INDEX "doc_repository_by_namespace" ON "doc_repository" ("region", "namespace", "id");
CREATE INDEX "doc_repository_by_visibility" ON "doc_repository" ("region", "visibility", "id");
CREATE INDEX "doc_repository_by_summary" ON "doc_repository" ("region", "summary", "id");
CREATE INDEX "doc_repository_by_instance_created_at" ON "doc_repository" ("region", "instance", "created_at", "id");
CREATE INDEX "doc_repository_by_namespace_created_at" ON "doc_repository" ("region", "namespace", "created_at", "id");
CREATE INDEX "doc_repository_by_namespace_name" ON "doc_repository" ("region", "namespace", "name", "id");
-- refers: BySpec(1)');
INSERT INTO "kinds" VALUES('scaling_rule',1,'ALTER TABLE "doc_scaling_rule" ADD COLUMN "scaling_group" TEXT GENERATED ALWAYS AS (CAST(coalesce(json_extract(spec, ''$.group''), '''') AS TEXT)) VIRTUAL;
CREATE INDEX "doc_scaling_rule_by_name" ON "doc_scaling_rule" ("region", "name", "id");
CREATE INDEX "doc_scaling_rule_by_created_at" ON "doc_scaling_rule" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_rule_by_scaling_group" ON "doc_scaling_rule" ("region", "scaling_group", "id");
-- refers: BySpec(1)');
CREATE TABLE modules (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL) STRICT;
INSERT INTO "modules" VALUES('changes',1);
INSERT INTO "modules" VALUES('document_counts',1);
INSERT INTO "modules" VALUES('document_references',1);
INSERT INTO "modules" VALUES('names',1);
INSERT INTO "modules" VALUES('usage',2);
INSERT INTO "modules" VALUES('events',1);
INSERT INTO "modules" VALUES('operations',2);
INSERT INTO "modules" VALUES('registry',1);
INSERT INTO "modules" VALUES('iam',1);
CREATE TABLE names (
        kind TEXT NOT NULL,
        scope TEXT NOT NULL,
        name TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (kind, scope, name)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "names" VALUES('scaling_group','local','shop','asg-06h2ama1v005dsqqyfcp');
INSERT INTO "names" VALUES('scaling_group','local','broken','asg-06h2amb9a085twdkgpqk');
INSERT INTO "names" VALUES('scaling_rule','asg-06h2ama1v005dsqqyfcp','rule-simple','asr-06h2ama1zjbryg4v855w');
INSERT INTO "names" VALUES('scaling_rule','asg-06h2ama1v005dsqqyfcp','rule-step','asr-06h2ama20sy2a0c96n9a');
INSERT INTO "names" VALUES('scaling_rule','asg-06h2ama1v005dsqqyfcp','rule-target','asr-06h2ama228whratcxv1m');
INSERT INTO "names" VALUES('scaling_rule','asg-06h2ama1v005dsqqyfcp','rule-scheduled','asr-06h2ama22xaqwnxtgfm5');
INSERT INTO "names" VALUES('registry_instance','','samples','cri-06h2am9zrg1gznkxk37y');
INSERT INTO "names" VALUES('registry_instance','','default','cri-06h2am9zrhknpegf7dk9');
INSERT INTO "names" VALUES('registry_instance','','team','cri-06h2ama1bk3kxsd0xe1c');
INSERT INTO "names" VALUES('registry_instance','','later','cri-06h2ama1e8y286x26nx3');
INSERT INTO "names" VALUES('registry_instance','','personal-admin','cri-06h2ama1njt7gm3s3x9f');
INSERT INTO "names" VALUES('namespace','cri-06h2am9zrg1gznkxk37y','eci_open','crn-06h2am9zrkgcrqrzatsg');
INSERT INTO "names" VALUES('namespace','cri-06h2ama1bk3kxsd0xe1c','apps','crn-06h2ama1kkbs1mnpmnvk');
INSERT INTO "names" VALUES('repository','crn-06h2am9zrkgcrqrzatsg','web','crr-06h2am9zt2tnbdfpy64z');
INSERT INTO "names" VALUES('repository','crn-06h2ama1kkbs1mnpmnvk','api','crr-06h2ama1m9m8s3ynzp1e');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.2','eci-06h2ama0wjdh10vrxqnd');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.4','eci-06h2ama0ymggcapygddc');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.5','eci-06h2ama0zr8qv6y5t444');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.6','eci-06h2ama10f77mk5j0k5j');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.7','eci-06h2ama11hqnd7aff9kj');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.8','eci-06h2ama1243205dw43g4');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr5kxg2yhnc4e','10.0.64.2','eci-06h2ama1wpk0f5m5wr9r');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.10','eci-06h2amashyr9cwkmez7v');
INSERT INTO "names" VALUES('container_group','vsw-06h2am9zr55maaq2dd5b','10.0.0.13','eci-06h2amcgkbtsyfv53rc5');
INSERT INTO "names" VALUES('eip','local','eip-127.50.0.145','eip-06h2ama0wjwq5tc479qz');
INSERT INTO "names" VALUES('eip','pool','127.50.0.145','eip-06h2ama0wjwq5tc479qz');
INSERT INTO "names" VALUES('eip','local','spare','eip-06h2ama15nq05qrtxzye');
INSERT INTO "names" VALUES('eip','pool','127.50.0.194','eip-06h2ama15nq05qrtxzye');
INSERT INTO "names" VALUES('eip','local','bound','eip-06h2ama16fj9mczexe54');
INSERT INTO "names" VALUES('eip','pool','127.50.0.118','eip-06h2ama16fj9mczexe54');
INSERT INTO "names" VALUES('key_pair','local','deploy','key-06h2ama1a70tpj50q4xf');
INSERT INTO "names" VALUES('quota','','local','quo-06h2am9zrsa647ry9b6m');
INSERT INTO "names" VALUES('security_group','vpc-06h2am9zr6x23r3qgnqw','Default-Security-Group','sg-06h2am9zr6fxfdqhw4c7');
INSERT INTO "names" VALUES('security_group','vpc-06h2ama131tf5dtvkxkd','closed','sg-06h2ama14z8eytbftsap');
INSERT INTO "names" VALUES('vpc','local','vpc-default','vpc-06h2am9zr6x23r3qgnqw');
INSERT INTO "names" VALUES('vpc','local','second','vpc-06h2ama131tf5dtvkxkd');
INSERT INTO "names" VALUES('vswitch','vpc-06h2am9zr6x23r3qgnqw','vsw-local-a','vsw-06h2am9zr55maaq2dd5b');
INSERT INTO "names" VALUES('vswitch','vpc-06h2am9zr6x23r3qgnqw','vsw-local-b','vsw-06h2am9zr5kxg2yhnc4e');
INSERT INTO "names" VALUES('vswitch','vpc-06h2am9zr6x23r3qgnqw','vsw-local-c','vsw-06h2am9zr76n3h3we8ze');
INSERT INTO "names" VALUES('vswitch','vpc-06h2ama131tf5dtvkxkd','second-a','vsw-06h2ama13kdp6yjsvry7');
CREATE TABLE operations (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        address TEXT NOT NULL,
        action TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        region TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT NOT NULL
    , request TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "operations" VALUES(1,1795922411456,'system','','user_create','user','usr-06h2am9zr35ayf4n4931','','done','First start.','');
INSERT INTO "operations" VALUES(2,1795922411602,'system','','image_push','repository','crr-06h2am9zt2tnbdfpy64z','','done','samples/eci_open/web:latest@sha256:63a4f05b57d2468cd0d2600735bd29b9ea622a38114042b48f70788167197641','');
INSERT INTO "operations" VALUES(3,1795922411666,'usr-06h2am9zr35ayf4n4931','127.0.0.1','sign_in','user','usr-06h2am9zr35ayf4n4931','','refused','Wrong password.','0efb3f5fdcbc075839d9');
INSERT INTO "operations" VALUES(4,1795922411708,'usr-06h2am9zr35ayf4n4931','127.0.0.1','sign_in','user','usr-06h2am9zr35ayf4n4931','','done','','f565296e1479bd884ee2');
INSERT INTO "operations" VALUES(5,1795922411748,'usr-06h2am9zr35ayf4n4931','127.0.0.1','eip_create','eip','eip-06h2ama0wjwq5tc479qz','local','done','eip-127.50.0.145','bb330c07e6cb3f040db7');
INSERT INTO "operations" VALUES(6,1795922411748,'usr-06h2am9zr35ayf4n4931','127.0.0.1','eip_create','eip','eip-06h2ama0wjtd824hfjpy','local','done','eip-127.50.0.188','bb330c07e6cb3f040db7');
INSERT INTO "operations" VALUES(7,1795922411748,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama0wjdh10vrxqnd','local','done','web-1','bb330c07e6cb3f040db7');
INSERT INTO "operations" VALUES(8,1795922411748,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama0whfzem4nsj2t','local','done','web-2','bb330c07e6cb3f040db7');
INSERT INTO "operations" VALUES(9,1795922411765,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama0ymggcapygddc','local','done','job','72586f7161de975fed50');
INSERT INTO "operations" VALUES(10,1795922411774,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama0zr8qv6y5t444','local','done','crash','a094d68c12086417bd40');
INSERT INTO "operations" VALUES(11,1795922411779,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama10f77mk5j0k5j','local','done','failed','52dd217eff6343059eb0');
INSERT INTO "operations" VALUES(12,1795922411788,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama11hqnd7aff9kj','local','done','no-pull','c1958032b09de5347418');
INSERT INTO "operations" VALUES(13,1795922411793,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2ama1243205dw43g4','local','done','multi','be4b9dae02a1ed3b4471');
INSERT INTO "operations" VALUES(14,1795922411800,'usr-06h2am9zr35ayf4n4931','127.0.0.1','vpc_create','vpc','vpc-06h2ama131tf5dtvkxkd','local','done','second','6f088f91edfe215e5987');
INSERT INTO "operations" VALUES(15,1795922411804,'usr-06h2am9zr35ayf4n4931','127.0.0.1','vswitch_create','vswitch','vsw-06h2ama13kdp6yjsvry7','local','done','second-a','3929a83b49f713965468');
INSERT INTO "operations" VALUES(16,1795922411815,'usr-06h2am9zr35ayf4n4931','127.0.0.1','security_group_create','security_group','sg-06h2ama14z8eytbftsap','local','done','closed','0e8bccacbc78d23ebea3');
INSERT INTO "operations" VALUES(17,1795922411821,'usr-06h2am9zr35ayf4n4931','127.0.0.1','eip_create','eip','eip-06h2ama15nq05qrtxzye','local','done','spare','9919b55e81d818d44ffa');
INSERT INTO "operations" VALUES(18,1795922411827,'usr-06h2am9zr35ayf4n4931','127.0.0.1','eip_create','eip','eip-06h2ama16fj9mczexe54','local','done','bound','4a94f8ddf12a8f53fb1e');
INSERT INTO "operations" VALUES(19,1795922411840,'usr-06h2am9zr35ayf4n4931','127.0.0.1','eip_bind','eip','eip-06h2ama16fj9mczexe54','local','done','bound','ebcb0f741054d06e7c2c');
INSERT INTO "operations" VALUES(20,1795922411857,'usr-06h2am9zr35ayf4n4931','127.0.0.1','key_pair_create','key_pair','key-06h2ama1a70tpj50q4xf','local','done','deploy','48d8198ebe2a68cba64a');
INSERT INTO "operations" VALUES(21,1795922411863,'usr-06h2am9zr35ayf4n4931','127.0.0.1','quota_update','quota','quo-06h2am9zrsa647ry9b6m','local','done','VPCs: 50 to 40','c461b6eda9bbc28eb280');
INSERT INTO "operations" VALUES(22,1795922411866,'usr-06h2am9zr35ayf4n4931','127.0.0.1','billing_account_credit','account','','','done','5000.00 CNY','f16fedaff66afa20fa75');
INSERT INTO "operations" VALUES(23,1795922411868,'usr-06h2am9zr35ayf4n4931','127.0.0.1','instance_order','order','ord-06h2ama1bjvxc5sz3ytf','local','done','Registry instance team, 3 Months, 3.00 CNY','11a955df6733ea185d23');
INSERT INTO "operations" VALUES(24,1795922411878,'usr-06h2am9zr35ayf4n4931','127.0.0.1','order_agree','order','ord-06h2ama1bjvxc5sz3ytf','local','done','team','4e4e557c8fe69977e9fe');
INSERT INTO "operations" VALUES(25,1795922411882,'usr-06h2am9zr35ayf4n4931','127.0.0.1','order_pay','order','ord-06h2ama1bjvxc5sz3ytf','local','done','Registry instance team, 3 Months, 3.00 CNY','33f147275edaaabe456d');
INSERT INTO "operations" VALUES(26,1795922411890,'usr-06h2am9zr35ayf4n4931','127.0.0.1','instance_order','order','ord-06h2ama1eb9v58b6ejs1','local','done','Registry instance later, 1 Month, 1.00 CNY','c6695a188c135fac53d1');
INSERT INTO "operations" VALUES(27,1795922411896,'usr-06h2am9zr35ayf4n4931','127.0.0.1','order_agree','order','ord-06h2ama1eb9v58b6ejs1','local','done','later','095cc6f2ca77dbc9ecac');
INSERT INTO "operations" VALUES(28,1795922411902,'usr-06h2am9zr35ayf4n4931','127.0.0.1','renewal_order','order','ord-06h2ama1fvr58kfmcntr','local','done','Renewal of a registry instance team, 1 Year, 12.00 CNY','1c5704ef596355741712');
INSERT INTO "operations" VALUES(29,1795922411916,'usr-06h2am9zr35ayf4n4931','127.0.0.1','order_cancel','order','ord-06h2ama1fvr58kfmcntr','local','done','Renewal of a registry instance team, 1 Year, 12.00 CNY','fea28f7c0e58f14918a5');
INSERT INTO "operations" VALUES(30,1795922411924,'usr-06h2am9zr35ayf4n4931','127.0.0.1','whitelist_rule_save','registry_instance','cri-06h2ama1bk3kxsd0xe1c','local','done','team: 10.0.0.0/8','b70a9f2095273a98173b');
INSERT INTO "operations" VALUES(31,1795922411932,'usr-06h2am9zr35ayf4n4931','127.0.0.1','namespace_create','namespace','crn-06h2ama1kkbs1mnpmnvk','local','done','team/apps','1320f3b3d63205295bb6');
INSERT INTO "operations" VALUES(32,1795922411938,'usr-06h2am9zr35ayf4n4931','127.0.0.1','repository_create','repository','crr-06h2ama1m9m8s3ynzp1e','local','done','team/apps/api','2780d31661f3ecd1f73c');
INSERT INTO "operations" VALUES(33,1795922411948,'usr-06h2am9zr35ayf4n4931','127.0.0.1','registry_personal_create','registry_instance','cri-06h2ama1njt7gm3s3x9f','local','done','personal-admin','c0e8c3dbe4fcecdb63b4');
INSERT INTO "operations" VALUES(34,1795922411986,'usr-06h2am9zr35ayf4n4931','127.0.0.1','registry_password_reset','user','usr-06h2am9zr35ayf4n4931','','done','admin','949f641c1cb8372e3249');
INSERT INTO "operations" VALUES(35,1795922411992,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_group_create','scaling_group','asg-06h2ama1v005dsqqyfcp','local','done','shop','575b5457643fbc94c669');
INSERT INTO "operations" VALUES(36,1795922411998,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_configuration_create_and_enable','scaling_configuration','asc-06h2ama1vr067hxj1402','local','done','shop, version 1','b28df1826c778473905a');
INSERT INTO "operations" VALUES(37,1795922411998,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_configuration_create_and_enable','scaling_configuration','asc-06h2ama1vr067hxj1402','local','done','shop, version 1','b28df1826c778473905a');
INSERT INTO "operations" VALUES(38,1795922412005,'controller:scaling_group','','container_group_create','container_group','eci-06h2ama1wm7gg3hf4nth','local','done','shop-bghf8s','');
INSERT INTO "operations" VALUES(39,1795922412005,'controller:scaling_group','','container_group_create','container_group','eci-06h2ama1wpk0f5m5wr9r','local','done','shop-lts6tk','');
INSERT INTO "operations" VALUES(40,1795922412012,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_configuration_create','scaling_configuration','asc-06h2ama1xkzn5bapnvbd','local','done','shop, version 2','132eeb1c197a9e77ffa8');
INSERT INTO "operations" VALUES(41,1795922412028,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_rule_create','scaling_rule','asr-06h2ama1zjbryg4v855w','local','done','shop: rule-simple','ae921704b60f7cce3757');
INSERT INTO "operations" VALUES(42,1795922412038,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_rule_create','scaling_rule','asr-06h2ama20sy2a0c96n9a','local','done','shop: rule-step','46a513deb2e827f3691d');
INSERT INTO "operations" VALUES(43,1795922412050,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_rule_create','scaling_rule','asr-06h2ama228whratcxv1m','local','done','shop: rule-target','4c523aa720d83e79bc23');
INSERT INTO "operations" VALUES(44,1795922412055,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_rule_create','scaling_rule','asr-06h2ama22xaqwnxtgfm5','local','done','shop: rule-scheduled','c655e151a0c0167d3138');
INSERT INTO "operations" VALUES(45,1795922418063,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_create','container_group','eci-06h2amashyr9cwkmez7v','local','done','shop-3hgoqq','4d71c09ae0c838a50765');
INSERT INTO "operations" VALUES(46,1795922418063,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_rule_execute','scaling_rule','asr-06h2ama1zjbryg4v855w','local','done','shop: rule-simple','4d71c09ae0c838a50765');
INSERT INTO "operations" VALUES(47,1795922422076,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_unsubscribe','container_group','eci-06h2ama1wm7gg3hf4nth','local','done','shop-bghf8s','e533e424e35e919aea9d');
INSERT INTO "operations" VALUES(48,1795922422076,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_group_scale','scaling_group','asg-06h2ama1v005dsqqyfcp','local','done','shop: remove 1','e533e424e35e919aea9d');
INSERT INTO "operations" VALUES(49,1795922422086,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_restart','container_group','eci-06h2ama0wjdh10vrxqnd','local','done','web-1','ffaf91d51f2704bf67ff');
INSERT INTO "operations" VALUES(50,1795922422091,'usr-06h2am9zr35ayf4n4931','127.0.0.1','container_group_unsubscribe','container_group','eci-06h2ama0whfzem4nsj2t','local','done','web-2','11c8c74332bd0ea7a3e8');
INSERT INTO "operations" VALUES(51,1795922422096,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_group_create','scaling_group','asg-06h2amb9a085twdkgpqk','local','done','broken','2e525b8e19bf7d595741');
INSERT INTO "operations" VALUES(52,1795922422098,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_configuration_create_and_enable','scaling_configuration','asc-06h2amb9abwh7sg6xz5k','local','done','broken, version 1','bbe31ada260bcb8adda8');
INSERT INTO "operations" VALUES(53,1795922422098,'usr-06h2am9zr35ayf4n4931','127.0.0.1','scaling_configuration_create_and_enable','scaling_configuration','asc-06h2amb9abwh7sg6xz5k','local','done','broken, version 1','bbe31ada260bcb8adda8');
INSERT INTO "operations" VALUES(54,1795922422109,'controller:scaling_group','','container_group_create','container_group','eci-06h2amb9bqn0kxq1j2kt','local','done','broken-nwvn1l','');
INSERT INTO "operations" VALUES(55,1795922422149,'controller:scaling_group','','container_group_unsubscribe','container_group','eci-06h2amb9bqn0kxq1j2kt','local','done','broken-nwvn1l','');
INSERT INTO "operations" VALUES(56,1795922422149,'controller:scaling_group','','container_group_create','container_group','eci-06h2amb9gqct2pf6tamh','local','done','broken-29ze6z','');
INSERT INTO "operations" VALUES(57,1795922432154,'controller:scaling_group','','container_group_unsubscribe','container_group','eci-06h2amb9gqct2pf6tamh','local','done','broken-29ze6z','');
INSERT INTO "operations" VALUES(58,1795922432154,'controller:scaling_group','','container_group_create','container_group','eci-06h2amcgkbtsyfv53rc5','local','done','broken-9224dj','');
CREATE TABLE registry_blobs (
        digest TEXT PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        loose_since INTEGER
    ) STRICT, WITHOUT ROWID;
INSERT INTO "registry_blobs" VALUES('sha256:116797fed407c3ad3d62cb75b5776983f03a90b4194d1fa98fd356cb15addefb',1180530,1795922411584,NULL);
INSERT INTO "registry_blobs" VALUES('sha256:39687e512b6ebe9ff63bed1d89af752e5d1989b149ff7928f832fe769f6b438a',450,1795922411568,NULL);
INSERT INTO "registry_blobs" VALUES('sha256:f241df13be03f99a676a558ea96122d575a94f9bb879a6607447ae80f33514aa',734432,1795922411600,NULL);
CREATE TABLE registry_links (
        repository TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES registry_blobs (digest),
        loose_since INTEGER,
        PRIMARY KEY (repository, digest)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "registry_links" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:116797fed407c3ad3d62cb75b5776983f03a90b4194d1fa98fd356cb15addefb',NULL);
INSERT INTO "registry_links" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:39687e512b6ebe9ff63bed1d89af752e5d1989b149ff7928f832fe769f6b438a',NULL);
INSERT INTO "registry_links" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:f241df13be03f99a676a558ea96122d575a94f9bb879a6607447ae80f33514aa',NULL);
CREATE TABLE registry_manifests (
        repository TEXT NOT NULL,
        digest TEXT NOT NULL,
        media_type TEXT NOT NULL,
        artifact_type TEXT NOT NULL,
        subject TEXT,
        annotations TEXT NOT NULL,
        platforms TEXT NOT NULL,
        image_size INTEGER NOT NULL,
        pushed_at INTEGER NOT NULL,
        pushed_by TEXT NOT NULL,
        size INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT;
INSERT INTO "registry_manifests" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:63a4f05b57d2468cd0d2600735bd29b9ea622a38114042b48f70788167197641','application/vnd.oci.image.manifest.v1+json','application/vnd.oci.image.config.v1+json',NULL,'{"gantry.sample.made-from":"sha256:4222962bb2dcd8db9b01c14ded9024b68807ae966f2a8db408d3ab587b9a7092","org.opencontainers.image.licenses":"Apache-2.0 AND GPL-2.0-only","org.opencontainers.image.title":"Web server about its own container"}','[{"os":"linux","architecture":"amd64"}]',1915412,1795922411602,'system',814,X'7B22616E6E6F746174696F6E73223A7B2267616E7472792E73616D706C652E6D6164652D66726F6D223A227368613235363A34323232393632626232646364386462396230316331346465643930323462363838303761653936366632613864623430386433616235383762396137303932222C226F72672E6F70656E636F6E7461696E6572732E696D6167652E6C6963656E736573223A224170616368652D322E3020414E442047504C2D322E302D6F6E6C79222C226F72672E6F70656E636F6E7461696E6572732E696D6167652E7469746C65223A22576562207365727665722061626F757420697473206F776E20636F6E7461696E6572227D2C22636F6E666967223A7B22646967657374223A227368613235363A33393638376535313262366562653966663633626564316438396166373532653564313938396231343966663739323866383332666537363966366234333861222C226D6564696154797065223A226170706C69636174696F6E2F766E642E6F63692E696D6167652E636F6E6669672E76312B6A736F6E222C2273697A65223A3435307D2C226C6179657273223A5B7B22646967657374223A227368613235363A31313637393766656434303763336164336436326362373562353737363938336630336139306234313934643166613938666433353663623135616464656662222C226D6564696154797065223A226170706C69636174696F6E2F766E642E6F63692E696D6167652E6C617965722E76312E7461722B677A6970222C2273697A65223A313138303533307D2C7B22646967657374223A227368613235363A66323431646631336265303366393961363736613535386561393631323264353735613934663962623837396136363037343437616538306633333531346161222C226D6564696154797065223A226170706C69636174696F6E2F766E642E6F63692E696D6167652E6C617965722E76312E7461722B677A6970222C2273697A65223A3733343433327D5D2C226D6564696154797065223A226170706C69636174696F6E2F766E642E6F63692E696D6167652E6D616E69666573742E76312B6A736F6E222C22736368656D6156657273696F6E223A327D');
CREATE TABLE registry_parts (
        repository TEXT NOT NULL,
        manifest TEXT NOT NULL,
        part TEXT NOT NULL,
        PRIMARY KEY (repository, manifest, part)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "registry_parts" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:63a4f05b57d2468cd0d2600735bd29b9ea622a38114042b48f70788167197641','sha256:116797fed407c3ad3d62cb75b5776983f03a90b4194d1fa98fd356cb15addefb');
INSERT INTO "registry_parts" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:63a4f05b57d2468cd0d2600735bd29b9ea622a38114042b48f70788167197641','sha256:39687e512b6ebe9ff63bed1d89af752e5d1989b149ff7928f832fe769f6b438a');
INSERT INTO "registry_parts" VALUES('crr-06h2am9zt2tnbdfpy64z','sha256:63a4f05b57d2468cd0d2600735bd29b9ea622a38114042b48f70788167197641','sha256:f241df13be03f99a676a558ea96122d575a94f9bb879a6607447ae80f33514aa');
CREATE TABLE registry_paths (
        path TEXT PRIMARY KEY NOT NULL,
        repository TEXT NOT NULL UNIQUE,
        tags INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
INSERT INTO "registry_paths" VALUES('samples/eci_open/web','crr-06h2am9zt2tnbdfpy64z',1);
INSERT INTO "registry_paths" VALUES('team/apps/api','crr-06h2ama1m9m8s3ynzp1e',0);
CREATE TABLE registry_tags (
        repository TEXT NOT NULL,
        name TEXT NOT NULL,
        digest TEXT NOT NULL,
        pushed_at INTEGER NOT NULL,
        pushed_by TEXT NOT NULL,
        PRIMARY KEY (repository, name)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "registry_tags" VALUES('crr-06h2am9zt2tnbdfpy64z','latest','sha256:63a4f05b57d2468cd0d2600735bd29b9ea622a38114042b48f70788167197641',1795922411602,'system');
CREATE TABLE registry_uploads (
        id TEXT PRIMARY KEY NOT NULL,
        repository TEXT NOT NULL,
        algorithm TEXT NOT NULL,
        received INTEGER NOT NULL,
        started_by TEXT NOT NULL,
        updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
        id TEXT PRIMARY KEY NOT NULL,
        token BLOB UNIQUE NOT NULL,
        user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        kept INTEGER NOT NULL,
        address TEXT NOT NULL,
        user_agent TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        used_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL
    ) STRICT;
INSERT INTO "sessions" VALUES('ses-06h2ama0qhryctssvknn',X'BEEAF3123610E62313F8D0842B337BCF46AE685237301E03AC974313075E8D91','usr-06h2am9zr35ayf4n4931',0,'127.0.0.1','Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',1795922411708,1795922411708,1795951211708);
CREATE TABLE usage (
        region TEXT NOT NULL,
        counter TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (region, counter)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "usage" VALUES('','account_credited_micros',5000000000);
INSERT INTO "usage" VALUES('','account_spent_micros',3000000);
INSERT INTO "usage" VALUES('local','memory_gib',18);
INSERT INTO "usage" VALUES('local','vcpu',9);
CREATE TABLE users (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT UNIQUE NOT NULL,
        role TEXT NOT NULL,
        password TEXT NOT NULL,
        password_at INTEGER NOT NULL,
        must_change INTEGER NOT NULL,
        registry_password TEXT,
        registry_password_at INTEGER,
        created_at INTEGER NOT NULL
    ) STRICT;
INSERT INTO "users" VALUES('usr-06h2am9zr35ayf4n4931','admin','administrator','$argon2id$v=19$m=19456,t=2,p=1$eBAJ671/FMZoDOvnR4JAtw$tyElZ+SiyM4hpKy/dGe08sx8eIma6ehMT3S6Vz3nO38',1795922411456,0,'$argon2id$v=19$m=19456,t=2,p=1$g/Rfu5HOc61GMeKaBpVdyQ$+94C55tE4uHmTJy2Veji3pg178EP4b4TTTNkplp1PSQ',1795922411986,1795922411456);
CREATE INDEX document_references_by_id ON document_references (id);
CREATE INDEX names_by_id ON names (id);
CREATE INDEX operations_by_actor ON operations (actor, number);
CREATE INDEX operations_by_id ON operations (id, number) WHERE id <> '';
CREATE INDEX registry_blobs_loose ON registry_blobs (loose_since) WHERE loose_since IS NOT NULL;
CREATE INDEX registry_links_by_digest ON registry_links (digest);
CREATE INDEX registry_links_loose ON registry_links (loose_since) WHERE loose_since IS NOT NULL;
CREATE UNIQUE INDEX registry_manifests_by_digest ON registry_manifests (repository, digest);
CREATE INDEX registry_manifests_by_subject ON registry_manifests (repository, subject, digest) WHERE subject IS NOT NULL;
CREATE INDEX registry_parts_by_part ON registry_parts (repository, part);
CREATE INDEX registry_tags_by_digest ON registry_tags (repository, digest);
CREATE INDEX registry_tags_by_time ON registry_tags (repository, pushed_at, name);
CREATE INDEX registry_uploads_by_time ON registry_uploads (updated_at);
CREATE INDEX sessions_by_user ON sessions (user, used_at);
CREATE INDEX sessions_by_end ON sessions (ends_at);
CREATE INDEX "doc_scaling_configuration_by_name" ON "doc_scaling_configuration" ("region", "name", "id");
CREATE INDEX "doc_scaling_configuration_by_created_at" ON "doc_scaling_configuration" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_configuration_by_scaling_group" ON "doc_scaling_configuration" ("region", "scaling_group", "id");
CREATE INDEX "doc_scaling_configuration_by_security_group" ON "doc_scaling_configuration" ("region", "security_group", "id");
CREATE INDEX "doc_namespace_by_name" ON "doc_namespace" ("region", "name", "id");
CREATE INDEX "doc_namespace_by_created_at" ON "doc_namespace" ("region", "created_at", "id");
CREATE INDEX "doc_namespace_by_instance" ON "doc_namespace" ("region", "instance", "id");
CREATE INDEX "doc_namespace_by_instance_name" ON "doc_namespace" ("region", "instance", "name", "id");
CREATE INDEX "doc_scaling_group_by_name" ON "doc_scaling_group" ("region", "name", "id");
CREATE INDEX "doc_scaling_group_by_created_at" ON "doc_scaling_group" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_group_by_vpc" ON "doc_scaling_group" ("region", "vpc", "id");
CREATE INDEX "doc_scaling_group_by_enabled" ON "doc_scaling_group" ("region", "enabled", "id");
CREATE INDEX "doc_scaling_group_by_ongoing" ON "doc_scaling_group" ("region", "ongoing", "id");
CREATE INDEX "doc_scaling_group_by_instances" ON "doc_scaling_group" ("region", "instances", "id");
CREATE INDEX "doc_scaling_group_by_desired" ON "doc_scaling_group" ("region", "desired", "id");
CREATE INDEX "doc_security_group_by_name" ON "doc_security_group" ("region", "name", "id");
CREATE INDEX "doc_security_group_by_created_at" ON "doc_security_group" ("region", "created_at", "id");
CREATE INDEX "doc_security_group_by_vpc" ON "doc_security_group" ("region", "vpc", "id");
CREATE INDEX "doc_scaling_activity_by_name" ON "doc_scaling_activity" ("region", "name", "id");
CREATE INDEX "doc_scaling_activity_by_created_at" ON "doc_scaling_activity" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_activity_by_scaling_group" ON "doc_scaling_activity" ("region", "scaling_group", "id");
CREATE INDEX "doc_vpc_by_name" ON "doc_vpc" ("region", "name", "id");
CREATE INDEX "doc_vpc_by_created_at" ON "doc_vpc" ("region", "created_at", "id");
CREATE INDEX "doc_vpc_by_cidr_in_order" ON "doc_vpc" ("region", "cidr_in_order", "id");
CREATE INDEX "doc_key_pair_by_name" ON "doc_key_pair" ("region", "name", "id");
CREATE INDEX "doc_key_pair_by_created_at" ON "doc_key_pair" ("region", "created_at", "id");
CREATE INDEX "doc_key_pair_by_fingerprint" ON "doc_key_pair" ("region", "fingerprint", "id");
CREATE INDEX "doc_key_pair_by_algorithm" ON "doc_key_pair" ("region", "algorithm", "id");
CREATE INDEX "doc_eip_by_name" ON "doc_eip" ("region", "name", "id");
CREATE INDEX "doc_eip_by_created_at" ON "doc_eip" ("region", "created_at", "id");
CREATE INDEX "doc_eip_by_address_in_order" ON "doc_eip" ("region", "address_in_order", "id");
CREATE INDEX "doc_eip_by_bound" ON "doc_eip" ("region", "bound", "id");
CREATE INDEX "doc_eip_by_bandwidth" ON "doc_eip" ("region", "bandwidth", "id");
CREATE INDEX "doc_container_group_by_name" ON "doc_container_group" ("region", "name", "id");
CREATE INDEX "doc_container_group_by_created_at" ON "doc_container_group" ("region", "created_at", "id");
CREATE INDEX "doc_container_group_by_state" ON "doc_container_group" ("region", "state", "id");
CREATE INDEX "doc_container_group_by_private_ip_in_order" ON "doc_container_group" ("region", "private_ip_in_order", "id");
CREATE INDEX "doc_container_group_by_public_ip_in_order" ON "doc_container_group" ("region", "public_ip_in_order", "id");
CREATE INDEX "doc_container_group_by_vpc" ON "doc_container_group" ("region", "vpc", "id");
CREATE INDEX "doc_container_group_by_subnet" ON "doc_container_group" ("region", "subnet", "id");
CREATE INDEX "doc_container_group_by_security_group" ON "doc_container_group" ("region", "security_group", "id");
CREATE INDEX "doc_container_group_by_scaling_group" ON "doc_container_group" ("region", "scaling_group", "id");
CREATE INDEX "doc_vswitch_by_name" ON "doc_vswitch" ("region", "name", "id");
CREATE INDEX "doc_vswitch_by_created_at" ON "doc_vswitch" ("region", "created_at", "id");
CREATE INDEX "doc_vswitch_by_vpc" ON "doc_vswitch" ("region", "vpc", "id");
CREATE INDEX "doc_vswitch_by_cidr_in_order" ON "doc_vswitch" ("region", "cidr_in_order", "id");
CREATE INDEX "doc_vswitch_by_zone" ON "doc_vswitch" ("region", "zone", "id");
CREATE INDEX "doc_vswitch_by_used" ON "doc_vswitch" ("region", "used", "id");
CREATE INDEX "doc_order_by_name" ON "doc_order" ("region", "name", "id");
CREATE INDEX "doc_order_by_created_at" ON "doc_order" ("region", "created_at", "id");
CREATE INDEX "doc_order_by_state" ON "doc_order" ("region", "state", "id");
CREATE INDEX "doc_registry_instance_by_name" ON "doc_registry_instance" ("region", "name", "id");
CREATE INDEX "doc_registry_instance_by_created_at" ON "doc_registry_instance" ("region", "created_at", "id");
CREATE INDEX "doc_registry_instance_by_personal" ON "doc_registry_instance" ("region", "personal", "id");
CREATE INDEX "doc_quota_by_name" ON "doc_quota" ("region", "name", "id");
CREATE INDEX "doc_quota_by_created_at" ON "doc_quota" ("region", "created_at", "id");
CREATE INDEX "doc_repository_by_name" ON "doc_repository" ("region", "name", "id");
CREATE INDEX "doc_repository_by_created_at" ON "doc_repository" ("region", "created_at", "id");
CREATE INDEX "doc_repository_by_instance" ON "doc_repository" ("region", "instance", "id");
CREATE INDEX "doc_repository_by_namespace" ON "doc_repository" ("region", "namespace", "id");
CREATE INDEX "doc_repository_by_visibility" ON "doc_repository" ("region", "visibility", "id");
CREATE INDEX "doc_repository_by_summary" ON "doc_repository" ("region", "summary", "id");
CREATE INDEX "doc_repository_by_instance_created_at" ON "doc_repository" ("region", "instance", "created_at", "id");
CREATE INDEX "doc_repository_by_namespace_created_at" ON "doc_repository" ("region", "namespace", "created_at", "id");
CREATE INDEX "doc_repository_by_namespace_name" ON "doc_repository" ("region", "namespace", "name", "id");
CREATE INDEX "doc_scaling_rule_by_name" ON "doc_scaling_rule" ("region", "name", "id");
CREATE INDEX "doc_scaling_rule_by_created_at" ON "doc_scaling_rule" ("region", "created_at", "id");
CREATE INDEX "doc_scaling_rule_by_scaling_group" ON "doc_scaling_rule" ("region", "scaling_group", "id");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('operations',58);
COMMIT;
